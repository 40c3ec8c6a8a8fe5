package dev.mixlab.jobs.cost;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.training.FineTuningSettings;

/**
 * The settings that suit a model by its sizes. From a hidden size of 512, which is that of all published base models, they are the
 * values of Mohebbi et al. (2023). Smaller encoders hardly move at the paper's learning rate; Turc et al. (2019) fine-tune them at up to
 * 3e-4.
 */
public final class Suggestions {

    /** Bytes of whole maps, before and after fine-tuning together, above which only the target's rows are suggested. */
    public static final long MOST_WHOLE_MAPS = 2_000_000_000L;

    private static final int TINY = 256;
    private static final double RATE_OF_TINY = 3e-4;
    private static final int SMALL = 512;
    private static final double RATE_OF_SMALL = 1e-4;

    private Suggestions() {}

    /** Returns the settings for an encoder of these sizes. */
    public static SuggestedSettings of(ModelEntry.Size size) {
        return new SuggestedSettings(fineTuning(size.hidden()), ScoringMethods.standardIds());
    }

    private static FineTuningSettings fineTuning(int hidden) {
        FineTuningSettings paper = FineTuningSettings.paper();
        if (hidden <= TINY) {
            return paper.withLearningRate(RATE_OF_TINY);
        }
        return hidden < SMALL ? paper.withLearningRate(RATE_OF_SMALL) : paper;
    }

    /** Returns the rows of the maps to score, given the bytes that whole maps take before and after fine-tuning together. */
    public static Rows rows(long bytesOfWholeMaps) {
        return bytesOfWholeMaps > MOST_WHOLE_MAPS ? Rows.TARGET : Rows.ALL;
    }
}
