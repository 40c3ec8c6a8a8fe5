package dev.mixlab.run.spec;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.InvalidScores;
import dev.mixlab.mixing.method.ScoreOptions.Rows;

/**
 * The settings of scoring on which the results of a run depend.
 *
 * @param rows rows of the maps that are computed and stored
 * @param attribution settings of attribution methods
 * @param seed seed of random numbers, at least 0
 */
public record ScoringSettings(Rows rows, AttributionOptions attribution, long seed) {

    public ScoringSettings {
        if (seed < 0) {
            throw new InvalidInputException("the seed of scoring is at least 0, not " + seed);
        }
    }

    /** Returns the defaults: whole maps, 50 steps of integrated gradients by the midpoint rule from zero, seed 42. */
    public static ScoringSettings standard() {
        ScoreOptions standard = ScoreOptions.standard();
        return new ScoringSettings(standard.rows(), standard.attribution(), standard.seed());
    }

    public ScoringSettings withRows(Rows other) {
        return new ScoringSettings(other, attribution, seed);
    }

    /** Returns the options for the scoring engine, within a budget; scores that are not valid are left out. */
    public ScoreOptions options(MachineBudget budget) {
        return new ScoreOptions(budget, attribution, rows, seed, InvalidScores.SKIP);
    }
}
