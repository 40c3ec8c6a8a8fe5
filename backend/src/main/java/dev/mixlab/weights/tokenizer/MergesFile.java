package dev.mixlab.weights.tokenizer;

import dev.mixlab.weights.tensor.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merges of byte-pair encoding (Sennrich et al. 2016), the first applied first.
 *
 * @param merges pairs of pieces
 * @param hasVersion whether the file begins with its version, as those of transformers do
 */
record MergesFile(List<Pair> merges, boolean hasVersion) {

    static final String NAME = "merges.txt";

    private static final String VERSION = "#version";

    /** Two pieces that become one. */
    record Pair(String left, String right) {}

    /**
     * Reads a merges.txt: two pieces on each line with a blank between them.
     *
     * @throws dev.mixlab.common.WeightFileException if a line has not two pieces, merges pieces that the vocabulary lacks or makes
     *     one that it lacks, or is there twice
     */
    static MergesFile read(Path file, VocabularyFile vocabulary) {
        Map<Pair, Integer> lines = new HashMap<>();
        List<Pair> merges = new ArrayList<>();
        boolean version = false;
        int line = 0;
        for (String text : VocabularyFile.read(file).split("\\r\\n|\\r|\\n", -1)) {
            line++;
            if (line == 1 && text.startsWith(VERSION)) {
                version = true;
            } else if (!text.isBlank()) {
                Pair pair = pair(file, line, text);
                requirePieces(file, line, pair, vocabulary);
                Integer first = lines.putIfAbsent(pair, line);
                if (first != null) {
                    throw refused(
                            file, line, "the merge of line %s again; a merge must have one rank".formatted(first));
                }
                merges.add(pair);
            }
        }
        return new MergesFile(List.copyOf(merges), version);
    }

    private static Pair pair(Path file, int line, String text) {
        String[] pieces = text.strip().split("\\s+", -1);
        if (pieces.length != 2) {
            throw refused(file, line, "must be two pieces with a blank between them, not " + Refusal.printable(text));
        }
        return new Pair(pieces[0], pieces[1]);
    }

    private static void requirePieces(Path file, int line, Pair pair, VocabularyFile vocabulary) {
        for (String piece : List.of(pair.left(), pair.right(), pair.left() + pair.right())) {
            if (!vocabulary.ids().containsKey(piece)) {
                throw refused(
                        file,
                        line,
                        "merges %s and %s, but %s is not in %s"
                                .formatted(
                                        Refusal.printable(pair.left()),
                                        Refusal.printable(pair.right()),
                                        Refusal.printable(piece),
                                        vocabulary.name()));
            }
        }
    }

    private static RuntimeException refused(Path file, int line, String rule) {
        return Refusal.of(file.toString(), "line %s: %s".formatted(line, rule));
    }
}
