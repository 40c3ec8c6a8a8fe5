package dev.mixlab.data.blimp;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.Paradigm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the five number-agreement files of BLiMP (Warstadt et al. 2020, TACL), one JSON object per line with at least
 * {@code sentence_good}, {@code sentence_bad}, {@code UID} and {@code pairID}. Error messages name the file, the line and the rule.
 */
public final class BlimpReader {

    private BlimpReader() {}

    /** Returns the name of BLiMP's file of a paradigm. */
    public static String fileName(Paradigm paradigm) {
        return paradigm.blimpName() + ".jsonl";
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
        List<MinimalPair> pairs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                MinimalPair pair = pair(line, paradigm, "%s line %s".formatted(file, pairs.size() + 1));
                if (!ids.add(pair.id())) {
                    throw new InvalidInputException(
                            "%s line %s: pairID must be unique: %s".formatted(file, pairs.size() + 1, pair.id()));
                }
                pairs.add(pair);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s line %s: cannot be read as UTF-8: %s".formatted(file, pairs.size() + 1, e.getMessage()), e);
        }
        if (pairs.isEmpty()) {
            throw new InvalidInputException("%s: must hold at least one pair".formatted(file));
        }
        return pairs;
    }

    private static MinimalPair pair(String line, Paradigm paradigm, String place) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    "%s: must be one JSON object: %s".formatted(place, e.getOriginalMessage()), e);
        }
        if (!node.isObject()) {
            throw new InvalidInputException("%s: must be one JSON object".formatted(place));
        }
        String uid = text(node, "UID", place);
        if (!uid.equals(paradigm.blimpName())) {
            throw new InvalidInputException("%s: UID must be %s, not %s".formatted(place, paradigm.blimpName(), uid));
        }
        String id = paradigm.id() + "-" + text(node, "pairID", place);
        String good = text(node, "sentence_good", place);
        String bad = text(node, "sentence_bad", place);
        try {
            PairWords.of(good, bad);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("%s: %s".formatted(place, e.getMessage()), e);
        }
        return new MinimalPair(id, paradigm, good, bad);
    }

    private static String text(JsonNode node, String field, String place) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new InvalidInputException("%s: must have a text field %s".formatted(place, field));
        }
        return value.textValue();
    }
}
