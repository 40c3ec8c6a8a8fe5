package dev.mixlab.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunBuilder;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The citation of a run obeys the rules of the Citation File Format 1.2.0, whatever the run is called. */
class CitationFileTest {

    private static final RunId ID = new RunId("r-0123456789");

    /** The keys that the schema of the format allows at the top and in a reference, as far as this file uses them. */
    private static final Set<String> TOP = Set.of(
            "cff-version",
            "message",
            "type",
            "title",
            "abstract",
            "authors",
            "date-released",
            "identifiers",
            "references");

    private static final Set<String> REFERENCE = Set.of(
            "type", "title", "authors", "year", "collection-title", "journal", "doi", "url", "version", "license");

    private static final Set<String> REFERENCE_TYPES = Set.of("software", "article", "conference-paper");

    private static JsonNode citation(String name, String finished) throws IOException {
        PipelineSpec spec = new PipelineSpec(
                name, "tiny-bert", "sample", 20, FineTuningSettings.paper(), ScoringMethods.standardIds());
        Run run = new RunBuilder(ID, spec, Instant.parse("2026-01-02T03:04:05Z"))
                .state(RunState.SUCCEEDED)
                .finishedAt(finished.isEmpty() ? null : Instant.parse(finished))
                .build();
        return new YAMLMapper().readTree(CitationFile.of(run, ScoringMethods.infos(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a \"quoted\" name",
                "it's: a mapping",
                "- item",
                "# comment",
                "ends with a colon:",
                "{flow: [1, 2]}",
                "&anchor *alias !tag %directive @at `tick`",
                "back\\slash \\n",
                "emoji 😀 and é and 中文",
                "null",
                "2026-01-01",
                "yes",
                "|",
                "> folded",
                "a\u2028b\u0085c"
            })
    void theNameOfARunIsKeptWhateverItIs(String name) throws IOException {
        JsonNode file = citation(name, "2026-03-04T23:30:00Z");
        assertThat(file.get("title").textValue()).isEqualTo("%s (mixlab run %s)".formatted(name, ID));
        obeysTheFormat(file);
        assertThat(file.get("date-released").textValue()).isEqualTo("2026-03-04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-12-31T23:59:59Z"})
    void whatIsRequiredIsThereAlsoBeforeTheRunIsFinished(String finished) throws IOException {
        JsonNode file = citation("a run", finished);
        obeysTheFormat(file);
        assertThat(file.has("date-released")).isEqualTo(!finished.isEmpty());
    }

    private static void obeysTheFormat(JsonNode file) {
        assertThat(file.fieldNames()).toIterable().contains("cff-version", "message", "title", "authors");
        assertThat(file.fieldNames()).toIterable().allMatch(TOP::contains);
        assertThat(file.get("cff-version").textValue()).isEqualTo("1.2.0");
        assertThat(file.get("message").textValue()).isNotBlank();
        assertThat(file.get("type").textValue()).isIn("software", "dataset");
        authors(file.get("authors"));
        if (file.has("date-released")) {
            assertThat(file.get("date-released").textValue()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        }
        assertThat(file.get("identifiers")).isNotEmpty().allSatisfy(identifier -> {
            assertThat(identifier.get("type").textValue()).isIn("doi", "url", "swh", "other");
            assertThat(identifier.get("value").textValue()).isNotBlank();
        });
        assertThat(file.get("references")).isNotEmpty().allSatisfy(CitationFileTest::reference);
    }

    private static void reference(JsonNode reference) {
        assertThat(reference.fieldNames()).toIterable().allMatch(REFERENCE::contains);
        assertThat(reference.get("type").textValue()).isIn(REFERENCE_TYPES);
        assertThat(reference.get("title").textValue()).isNotBlank();
        authors(reference.get("authors"));
        if (reference.has("year")) {
            assertThat(reference.get("year").isInt()).isTrue();
        }
        if (reference.has("doi")) {
            assertThat(reference.get("doi").textValue())
                    .matches("10\\.\\d{4,9}(\\.\\d+)?/[A-Za-z0-9:/_;\\-.()\\[\\]\\\\]+");
        }
        if (reference.has("url")) {
            assertThat(reference.get("url").textValue()).matches("(https|http|ftp|sftp)://.+");
        }
    }

    /** A person has names, an entity a name; neither has keys of the other. */
    private static void authors(JsonNode authors) {
        assertThat(authors).isNotEmpty().allSatisfy(author -> {
            Set<String> keys = Set.copyOf(iterated(author));
            assertThat(keys).isIn(Set.of("name"), Set.of("family-names", "given-names"));
            author.forEach(value -> assertThat(value.textValue()).isNotBlank());
        });
    }

    private static List<String> iterated(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
