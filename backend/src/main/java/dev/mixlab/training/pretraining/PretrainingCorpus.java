package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Encoded texts grouped by length, from which batches of equal length are drawn. */
public final class PretrainingCorpus {

    static final int SHORTEST = 4;

    private final List<List<int[]>> lengths;
    private final int texts;

    /**
     * @param sequences token ids, special tokens included; those shorter than {@value #SHORTEST} or longer than {@code longest} are
     *     left out
     */
    public PretrainingCorpus(Iterable<int[]> sequences, int longest) {
        Map<Integer, List<int[]>> byLength = new TreeMap<>();
        for (int[] sequence : sequences) {
            if (isUsable(sequence, longest)) {
                byLength.computeIfAbsent(sequence.length, length -> new ArrayList<>())
                        .add(sequence);
            }
        }
        lengths = List.copyOf(byLength.values());
        texts = lengths.stream().mapToInt(List::size).sum();
        if (texts == 0) {
            throw new InvalidInputException("no text of %s to %s tokens to pre-train on".formatted(SHORTEST, longest));
        }
    }

    /** Returns whether a text is neither too short nor too long. */
    static boolean isUsable(int[] sequence, int longest) {
        return sequence.length >= SHORTEST && sequence.length <= longest;
    }

    /** Returns the number of texts. */
    public int size() {
        return texts;
    }

    /** Draws texts of one length with about a total number of tokens; a length is drawn in proportion to the tokens of its texts. */
    List<int[]> draw(int tokens, Random random) {
        List<int[]> same = sameLength(random);
        int rows = Math.max(1, tokens / same.get(0).length);
        List<int[]> batch = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            batch.add(same.get(random.nextInt(same.size())));
        }
        return batch;
    }

    private List<int[]> sameLength(Random random) {
        long all = lengths.stream().mapToLong(PretrainingCorpus::tokens).sum();
        long place = (long) (random.nextDouble() * all);
        for (List<int[]> same : lengths) {
            place -= tokens(same);
            if (place < 0) {
                return same;
            }
        }
        return lengths.get(lengths.size() - 1);
    }

    private static long tokens(List<int[]> same) {
        return (long) same.size() * same.get(0).length;
    }
}
