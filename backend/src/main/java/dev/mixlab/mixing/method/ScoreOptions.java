package dev.mixlab.mixing.method;

/**
 * How examples are scored.
 *
 * @param budget what of the machine scoring may take
 * @param attribution choices that attribution methods leave open
 * @param rows which rows of the maps are formed
 * @param seed of what is drawn at random
 * @param invalidScores what becomes of scores that cannot be used
 */
public record ScoreOptions(
        MachineBudget budget, AttributionOptions attribution, Rows rows, long seed, InvalidScores invalidScores) {

    private static final long SEED = 42;

    /** Which rows of the maps are formed. */
    public enum Rows {
        ALL,
        /** that of the target alone: all that evaluations of single layers need */
        TARGET
    }

    /** What becomes of an example's scores by a method that cannot be used, or cannot be made. */
    public enum InvalidScores {
        /** all scoring fails with the reason */
        FAIL,
        /** the example is left without that method's map, and has the reason in its place */
        SKIP
    }

    /** Whole maps, standard attribution, as much memory as suits the machine. */
    public static ScoreOptions standard() {
        return new ScoreOptions(
                MachineBudget.ofMachine(), AttributionOptions.standard(), Rows.ALL, SEED, InvalidScores.FAIL);
    }

    public ScoreOptions withBudget(MachineBudget other) {
        return new ScoreOptions(other, attribution, rows, seed, invalidScores);
    }

    public ScoreOptions withRows(Rows other) {
        return new ScoreOptions(budget, attribution, other, seed, invalidScores);
    }

    public ScoreOptions withInvalidScores(InvalidScores other) {
        return new ScoreOptions(budget, attribution, rows, seed, other);
    }
}
