package dev.mixlab.evaluation.faithfulness;

/**
 * The number of altered sentences that deletion curves need. Orders of tokens by different layers and methods often have the same tokens
 * first, and a short sentence has few sets of tokens; what is the same sentence is computed once.
 */
public final class DeletionWork {

    /** Share of independent orders that have as many different first tokens; found with the built-in models and methods. */
    private static final double INDEPENDENT = 0.55;

    private DeletionWork() {}

    /**
     * Returns the expected number of different altered sentences.
     *
     * @param candidates number of tokens beside the target that can be deleted
     * @param orders number of orders of the tokens, one for each layer of each variant
     */
    public static double sentences(int candidates, int orders) {
        int[] counts = DeletionSettings.standard().counts(candidates);
        double independent = INDEPENDENT * orders;
        double sentences = 0;
        for (int size = 1; size < candidates; size++) {
            int draws = draws(size, candidates, counts);
            double sets = sets(candidates, size);
            sentences += sets * -Math.expm1(-independent * draws / sets);
        }
        return sentences;
    }

    /** Returns how many points of a curve delete, or leave, that many tokens. */
    private static int draws(int size, int candidates, int[] counts) {
        int draws = 0;
        int before = 0;
        for (int count : counts) {
            if (count != before) {
                draws += (count == size ? 1 : 0) + (candidates - count == size ? 1 : 0);
            }
            before = count;
        }
        return draws;
    }

    /** Returns the number of sets of that size. */
    private static double sets(int candidates, int size) {
        double sets = 1;
        for (int i = 1; i <= size; i++) {
            sets *= (double) (candidates - size + i) / i;
        }
        return sets;
    }
}
