package dev.mixlab.jobs.cost;

import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.run.estimate.CostEstimate.DeletionCurves;
import dev.mixlab.training.FineTuningSettings;
import java.util.function.IntToDoubleFunction;

/**
 * The settings that suit a model by its sizes. From a hidden size of 512, which is that of all published base models, they are the
 * values of Mohebbi et al. (2023). Smaller encoders hardly move at the paper's learning rate; Turc et al. (2019) fine-tune them at up to
 * 3e-4.
 */
public final class Suggestions {

    /** Bytes of whole maps, before and after fine-tuning together, above which only the target's rows are suggested. */
    public static final long MOST_WHOLE_MAPS = 2_000_000_000L;

    /** Seconds of the evaluation with deletion curves, before and after fine-tuning together, above which fewer sentences are suggested. */
    public static final double MOST_SECONDS = 3600;

    /** Fewer sentences than this say too little to be suggested, whatever time they take. */
    private static final int FEWEST_SENTENCES = 32;

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

    /**
     * Returns how many sentences are to have deletion curves: the usual number, or so often half of it that the time is within the limit.
     *
     * @param seconds the time that the evaluation takes with a number of sentences, before and after fine-tuning together, on the reference
     *     machine
     */
    static DeletionCurves deletionCurves(IntToDoubleFunction seconds) {
        int usual = EvaluatingSettings.USUAL_DELETIONS;
        int suggested = usual;
        while (suggested > FEWEST_SENTENCES && seconds.applyAsDouble(suggested) > MOST_SECONDS) {
            suggested /= 2;
        }
        return new DeletionCurves(usual, seconds.applyAsDouble(usual), MOST_SECONDS, suggested);
    }

    /** Returns the rows of the maps to score, given the bytes that whole maps take before and after fine-tuning together. */
    public static Rows rows(long bytesOfWholeMaps) {
        return bytesOfWholeMaps > MOST_WHOLE_MAPS ? Rows.TARGET : Rows.ALL;
    }
}
