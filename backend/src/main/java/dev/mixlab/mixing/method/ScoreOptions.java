package dev.mixlab.mixing.method;

/**
 * The options of scoring.
 *
 * @param budget memory and threads for scoring
 * @param attribution settings of attribution methods
 * @param rows rows of the maps that are computed
 * @param seed seed of random scores
 * @param invalidScores treatment of invalid scores
 */
public record ScoreOptions(
        MachineBudget budget, AttributionOptions attribution, Rows rows, long seed, InvalidScores invalidScores) {

    private static final long SEED = 42;

    /** The rows of the maps that are computed. */
    public enum Rows {
        ALL,
        /** The target's row only, which is enough for evaluations of single layers. */
        TARGET
    }

    /** The treatment of an example for which a method's scores are invalid or cannot be computed. */
    public enum InvalidScores {
        /** Scoring fails with the reason. */
        FAIL,
        /** The example gets the reason instead of the method's map. */
        SKIP
    }

    /** Returns the defaults: whole maps, standard attribution, and a budget that suits the machine. */
    public static ScoreOptions standard() {
        return new ScoreOptions(
                MachineBudget.ofMachine(), AttributionOptions.standard(), Rows.ALL, SEED, InvalidScores.FAIL);
    }

    public ScoreOptions withBudget(MachineBudget other) {
        return new ScoreOptions(other, attribution, rows, seed, invalidScores);
    }

    /** Returns the same options, with which an example whose scores are invalid gets the reason instead of a map. */
    public ScoreOptions skippingInvalidScores() {
        return new ScoreOptions(budget, attribution, rows, seed, InvalidScores.SKIP);
    }

    public ScoreOptions withRows(Rows other) {
        return new ScoreOptions(budget, attribution, other, seed, invalidScores);
    }
}
