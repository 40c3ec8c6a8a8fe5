package dev.mixlab.jobs.cost;

/**
 * The growth of the data folder by a run.
 *
 * @param maps bytes of the sentences and maps of both score runs as they are computed
 * @param evaluations bytes of the evaluations of both score runs
 * @param parameters number of parameters of the model with its head
 * @param fitted bytes of the model with a fitted head that no other model has, or 0 where no head is fitted
 */
record DiskNeed(long maps, long evaluations, long parameters, long fitted) {

    /** Bytes of the database per byte of a row: pages are not full, and every map has a row and an index entry. */
    private static final double DATABASE = 1.1;

    /** Weights and two moments of AdamW. */
    private static final int NUMBERS_OF_A_STATE = 3;

    /** While a state is written, the one before is still there. */
    private static final int STATES = 2;

    /** The need of a run that fits no head. */
    DiskNeed(long maps, long evaluations, long parameters) {
        this(maps, evaluations, parameters, 0);
    }

    /** Returns the bytes of a training state of a model with that many parameters. */
    static long trainingState(long parameters) {
        return NUMBERS_OF_A_STATE * checkpoint(parameters);
    }

    private static long checkpoint(long parameters) {
        return Float.BYTES * parameters;
    }

    /** Returns the bytes that stay. */
    long kept() {
        return Math.round(DATABASE * (maps + evaluations)) + checkpoint(parameters) + fitted;
    }

    /**
     * Returns the most bytes at any time: at the end of fine-tuning, when half of the maps, the checkpoint and training states are there,
     * or at the end of the run.
     */
    long most() {
        long fineTuning = Math.round(DATABASE * (maps + evaluations) / 2)
                + checkpoint(parameters)
                + fitted
                + STATES * trainingState(parameters);
        return Math.max(fineTuning, kept());
    }
}
