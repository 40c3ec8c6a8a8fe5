package dev.mixlab.data.blimp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.data.Paradigm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder laid out like BLiMP's, with a few sentences of each paradigm. */
public final class BlimpFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("Ann", "Bob", "Ida", "Kurt");

    private BlimpFolder() {}

    /** Writes the five files: 8 pairs each (4 singular, 4 plural), but 12 of rpsv (8 singular, 4 plural). */
    public static void write(Path folder) throws IOException {
        for (Paradigm paradigm : Paradigm.values()) {
            List<String> lines = new ArrayList<>();
            for (String[] pair : pairs(paradigm)) {
                lines.add(line(paradigm, lines.size(), pair[0], pair[1]));
            }
            Files.write(folder.resolve(BlimpReader.fileName(paradigm)), lines);
        }
    }

    static String line(Paradigm paradigm, int number, String good, String bad) {
        return JSON.createObjectNode()
                .put("sentence_good", good)
                .put("sentence_bad", bad)
                .put("UID", paradigm.blimpName())
                .put("pairID", String.valueOf(number))
                .toString();
    }

    private static List<String[]> pairs(Paradigm paradigm) {
        List<String[]> pairs = new ArrayList<>();
        for (String name : NAMES) {
            switch (paradigm) {
                case ANAPHOR -> {
                    both(pairs, name + "'s son hasn't seen %s.", "himself", "themselves");
                    both(pairs, name + "'s sons won't see %s.", "themselves", "himself");
                }
                case DETERMINER_NOUN -> {
                    both(pairs, name + " met %s boy.", "this", "these");
                    both(pairs, name + " met %s boys.", "those", "that");
                }
                case DETERMINER_ADJECTIVE_NOUN -> {
                    both(pairs, name + " met %s young boy.", "that", "those");
                    both(pairs, name + " met %s young boys.", "these", "this");
                }
                case DISTRACTOR_RELATIONAL_NOUN -> {
                    both(pairs, "The son of the boys %s met " + name + ".", "has", "have");
                    both(pairs, "The sons of the boy %s met " + name + ".", "have", "has");
                }
                case SUBJECT_VERB -> {
                    both(pairs, name + " %s the boys.", "sees", "see");
                    both(pairs, "The boy %s " + name + ".", "hasn't met", "haven't met");
                    both(pairs, "The boys %s " + name + ".", "see", "sees");
                }
            }
        }
        return pairs;
    }

    private static void both(List<String[]> pairs, String pattern, String good, String bad) {
        pairs.add(new String[] {pattern.formatted(good), pattern.formatted(bad)});
    }
}
