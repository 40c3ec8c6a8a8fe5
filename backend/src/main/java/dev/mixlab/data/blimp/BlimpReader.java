package dev.mixlab.data.blimp;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.FileLine;
import dev.mixlab.data.Paradigm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the five number-agreement files of BLiMP (Warstadt et al. 2020, TACL), one JSON object a line with at least
 * {@code sentence_good}, {@code sentence_bad}, {@code UID} and {@code pairID}, or {@code pair_id} as Hugging Face's data set calls it.
 * Blank lines and byte-order marks are skipped. Messages name file, line and rule. What the sentences are is not looked at here.
 */
public final class BlimpReader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int LONGEST_ID = 100;

    private final Path file;
    private final Paradigm paradigm;
    private final List<MinimalPair> pairs = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int line;

    private BlimpReader(Path file, Paradigm paradigm) {
        this.file = file;
        this.paradigm = paradigm;
    }

    /** Returns the name of BLiMP's file of a paradigm. */
    public static String fileName(Paradigm paradigm) {
        return paradigm.blimpName() + ".jsonl";
    }

    /** Tells whether a file of this name is one of the five that are read. */
    public static boolean isPart(String name) {
        return Stream.of(Paradigm.values()).map(BlimpReader::fileName).anyMatch(name::equals);
    }

    /** Tells whether a folder has all five files. */
    public static boolean isComplete(Path folder) {
        return Stream.of(Paradigm.values())
                .map(paradigm -> folder.resolve(fileName(paradigm)))
                .allMatch(Files::isRegularFile);
    }

    /** Reads all pairs of the five files in a folder, in the order of {@link Paradigm} and of the lines. */
    public static List<MinimalPair> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("%s: is no folder".formatted(folder));
        }
        List<MinimalPair> pairs = new ArrayList<>();
        for (Paradigm paradigm : Paradigm.values()) {
            pairs.addAll(read(folder.resolve(fileName(paradigm)), paradigm));
        }
        return pairs;
    }

    /** Reads the pairs of one file. */
    public static List<MinimalPair> read(Path file, Paradigm paradigm) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "%s: is missing; the folder must hold BLiMP's five number-agreement files".formatted(file));
        }
        return new BlimpReader(file, paradigm).read();
    }

    private List<MinimalPair> read() {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String bytes = reader.readLine(); bytes != null; bytes = reader.readLine()) {
                line++;
                String content = text(bytes).replace(BYTE_ORDER_MARK, "");
                if (!WordSplitter.isBlank(content)) {
                    add(content);
                }
            }
        } catch (IOException e) {
            throw new InvalidInputException("%s: cannot be read: %s".formatted(file, e), e);
        }
        if (pairs.isEmpty()) {
            throw new InvalidInputException("%s: must hold at least one pair".formatted(file));
        }
        return pairs;
    }

    /** Decodes one line by itself, so that an error message names the very line whose bytes are wrong. */
    private String text(String bytes) {
        if (line == 1 && (bytes.startsWith("\u00FF\u00FE") || bytes.startsWith("\u00FE\u00FF"))) {
            throw new InvalidInputException(broken("must be UTF-8, and not UTF-16; save the file as UTF-8"));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(broken("cannot be read as UTF-8: " + e.getMessage()), e);
        }
    }

    private void add(String content) {
        MinimalPair pair = pair(object(content));
        if (!ids.add(pair.id())) {
            throw new InvalidInputException(broken("pairID must be unique: " + pair.id()));
        }
        pairs.add(pair);
    }

    private JsonNode object(String content) {
        JsonNode node;
        try {
            node = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(broken("must be one JSON object: " + e.getOriginalMessage()), e);
        }
        if (!node.isObject()) {
            throw new InvalidInputException(broken("must be one JSON object"));
        }
        return node;
    }

    private MinimalPair pair(JsonNode node) {
        String uid = text(node, "UID");
        if (!uid.equals(paradigm.blimpName())) {
            throw new InvalidInputException(broken("UID must be %s, not %s".formatted(paradigm.blimpName(), uid)));
        }
        String id = paradigm.id() + "-" + pairId(node);
        FileLine place = new FileLine(fileName(paradigm), line);
        return new MinimalPair(id, paradigm, text(node, "sentence_good"), text(node, "sentence_bad"), place);
    }

    private String pairId(JsonNode node) {
        JsonNode value = node.has("pairID") ? node.path("pairID") : node.path("pair_id");
        String id = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
        if (WordSplitter.isBlank(id)) {
            throw new InvalidInputException(broken("must have a field pairID or pair_id, a text or a whole number"));
        }
        if (id.length() > LONGEST_ID) {
            throw new InvalidInputException(
                    broken("pairID must have at most %s characters, not %s".formatted(LONGEST_ID, id.length())));
        }
        return id;
    }

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new InvalidInputException(broken("must have a text field " + field));
        }
        return value.textValue();
    }

    private String broken(String rule) {
        return "%s line %s: %s".formatted(file, line, rule);
    }
}
