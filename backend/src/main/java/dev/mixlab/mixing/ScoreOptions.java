package dev.mixlab.mixing;

/**
 * How examples are scored.
 *
 * @param budget memory that scoring may take
 * @param attribution choices that attribution methods leave open
 * @param rows which rows of the maps are formed
 * @param seed of what is drawn at random
 */
public record ScoreOptions(MemoryBudget budget, AttributionOptions attribution, Rows rows, long seed) {

    private static final long SEED = 42;

    /** Which rows of the maps are formed. */
    public enum Rows {
        ALL,
        /** that of the target alone: all that evaluations of single layers need */
        TARGET
    }

    /** Whole maps, standard attribution, as much memory as suits the machine. */
    public static ScoreOptions standard() {
        return new ScoreOptions(MemoryBudget.ofMachine(), AttributionOptions.standard(), Rows.ALL, SEED);
    }

    public ScoreOptions withBudget(MemoryBudget other) {
        return new ScoreOptions(other, attribution, rows, seed);
    }

    public ScoreOptions withRows(Rows other) {
        return new ScoreOptions(budget, attribution, other, seed);
    }
}
