package dev.mixlab.training.pretraining;

import java.util.Arrays;
import java.util.Random;

/**
 * Selects the tokens that a masked language model must predict (Devlin et al. 2019): 15 % of the tokens except the first and the last,
 * which are special. Of the selected tokens, 80 % are replaced by the mask, 10 % by a random token, and 10 % stay unchanged.
 *
 * @param maskId id of the mask token
 * @param vocabulary number of ids
 */
record Masking(int maskId, int vocabulary) {

    private static final double CHOSEN = 0.15;
    private static final double MASKED = 0.8;
    private static final double REPLACED = 0.9;

    /**
     * A masked sentence.
     *
     * @param ids token ids after masking [T]
     * @param positions indices of the selected tokens, ascending [R]
     * @param labels original ids of the selected tokens [R]
     */
    record Masked(int[] ids, int[] positions, int[] labels) {}

    /** Returns how many tokens of a sentence to select, which is 15 % on average over calls and at least one. */
    int count(int tokens, Random random) {
        return Math.max(1, (int) Math.floor((tokens - 2) * CHOSEN + random.nextDouble()));
    }

    /** Masks a number of tokens of a sentence; the same random state gives the same result. */
    Masked apply(int[] sentence, int count, Random random) {
        int[] positions = choose(sentence.length - 2, count, random);
        int[] ids = sentence.clone();
        int[] labels = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            labels[i] = sentence[positions[i]];
            ids[positions[i]] = replacement(labels[i], random);
        }
        return new Masked(ids, positions, labels);
    }

    /** Replaces a number of tokens of a sentence by the mask, without exception, in order to measure predictions. */
    Masked applyMaskOnly(int[] sentence, int count, Random random) {
        int[] positions = choose(sentence.length - 2, count, random);
        int[] ids = sentence.clone();
        int[] labels = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            labels[i] = sentence[positions[i]];
            ids[positions[i]] = maskId;
        }
        return new Masked(ids, positions, labels);
    }

    private int replacement(int id, Random random) {
        double draw = random.nextDouble();
        if (draw < MASKED) {
            return maskId;
        }
        return draw < REPLACED ? random.nextInt(vocabulary) : id;
    }

    private static int[] choose(int candidates, int count, Random random) {
        int[] places = new int[candidates];
        Arrays.setAll(places, i -> i + 1);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(candidates - i);
            int kept = places[i];
            places[i] = places[other];
            places[other] = kept;
        }
        int[] chosen = Arrays.copyOf(places, count);
        Arrays.sort(chosen);
        return chosen;
    }
}
