package dev.mixlab.training.pretraining;

import java.util.Arrays;
import java.util.Random;

/**
 * Chooses what a masked language model must guess (Devlin et al. 2019): 15 % of the tokens between the first and the last, which are
 * special; of those 80 % are replaced by the mask, 10 % by any token, and 10 % are left as they are.
 *
 * @param maskId id of the mask token
 * @param vocabulary number of ids
 */
record Masking(int maskId, int vocabulary) {

    private static final double CHOSEN = 0.15;
    private static final double MASKED = 0.8;
    private static final double REPLACED = 0.9;

    /**
     * A sentence to fill in.
     *
     * @param ids what the model reads [T]
     * @param positions chosen places, ascending [R]
     * @param labels ids that stood there [R]
     */
    record Masked(int[] ids, int[] positions, int[] labels) {}

    /** How many tokens of a sentence of so many are chosen: 15 % on average over draws, at least one. */
    int count(int tokens, Random random) {
        return Math.max(1, (int) Math.floor((tokens - 2) * CHOSEN + random.nextDouble()));
    }

    /** Masks so many tokens of a sentence; the same random state gives the same result. */
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
