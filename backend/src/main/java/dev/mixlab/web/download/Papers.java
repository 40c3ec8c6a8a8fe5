package dev.mixlab.web.download;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.mixlab.common.StrictMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The papers behind methods, evaluations and data, by the short form in which these name them. */
final class Papers {

    private static final String FILE = "papers.json";
    private static final List<Paper> ALL = read();

    private Papers() {}

    /**
     * A published paper.
     *
     * @param cited its short form, such as "Kobayashi et al. 2020"
     * @param title its title
     * @param authors each as "family name, given names", or one name
     * @param year in which it was published
     * @param collection the proceedings; null where it is in none
     * @param journal the journal; null where it is in none
     * @param doi its identifier; null where it has none
     * @param url where it can be read; null where it has an identifier
     */
    record Paper(
            String cited,
            String title,
            List<String> authors,
            int year,
            @JsonProperty("in") @Nullable String collection,
            @Nullable String journal,
            @Nullable String doi,
            @Nullable String url) {}

    /** Returns the papers whose short form is in one of the texts, each once, in the order of the file. */
    static List<Paper> namedIn(Collection<String> texts) {
        return ALL.stream()
                .filter(paper -> texts.stream().anyMatch(text -> text.contains(paper.cited())))
                .toList();
    }

    private static List<Paper> read() {
        try (InputStream in = Papers.class.getResourceAsStream(FILE)) {
            return StrictMapper.JSON.readValue(in, new TypeReference<List<Paper>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(FILE + " cannot be read", broken);
        }
    }
}
