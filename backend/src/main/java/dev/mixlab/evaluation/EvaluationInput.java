package dev.mixlab.evaluation;

import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * The input of an evaluation: a score run and how to evaluate it.
 *
 * @param model the model that was scored
 * @param examples the sentences, by their index in the score run
 * @param views the variants to evaluate, by method in the order of the score run
 * @param maps the stored maps
 * @param settings how scores are evaluated
 * @param budget the share of the machine that the model may use
 * @param watch observer of the progress
 * @param chunks the results of parts that are computed already
 */
public record EvaluationInput(
        MaskedLanguageModel model,
        List<EvaluatedExample> examples,
        List<MethodVariant> views,
        StoredMaps maps,
        EvaluatingSettings settings,
        MachineBudget budget,
        Watch watch,
        EvaluationChunks chunks) {

    public EvaluationInput {
        examples = List.copyOf(examples);
        views = List.copyOf(views);
    }

    /** An input of which no part is computed already. */
    public EvaluationInput(
            MaskedLanguageModel model,
            List<EvaluatedExample> examples,
            List<MethodVariant> views,
            StoredMaps maps,
            EvaluatingSettings settings,
            MachineBudget budget,
            Watch watch) {
        this(model, examples, views, maps, settings, budget, watch, EvaluationChunks.computed());
    }

    /** The maps of a score run, which need not fit into memory. */
    public interface StoredMaps {

        /** Passes on the maps of every example, one per method, with its index, in the order of the index. */
        void visit(ObjIntConsumer<List<MixingMap>> visitor);

        /** Returns the options with which the maps were computed, within a budget. */
        default ScoreOptions options(MachineBudget budget) {
            return ScoreOptions.standard().withBudget(budget).skippingInvalidScores();
        }

        /** Returns the values of a measure that an earlier evaluation computed from the same maps; empty if there are none. */
        default List<MeasureValues> columns(String measure) {
            return List.of();
        }
    }

    /** Observes the progress of an evaluation and can ask it to stop. */
    public interface Watch {

        /** Reports the fraction of the work that is done, 0 to 1. */
        void done(double share);

        boolean shallStop();

        /** Throws if the evaluation has been asked to stop. */
        default void stopIfAsked() {
            if (shallStop()) {
                throw new CancelledException("an evaluation was stopped");
            }
        }
    }

    /** Returns the same input with an observer that ignores progress, for a part of the work. */
    public EvaluationInput quietly() {
        Watch outer = watch;
        Watch quiet = new Watch() {

            @Override
            public void done(double share) {}

            @Override
            public boolean shallStop() {
                return outer.shallStop();
            }
        };
        return new EvaluationInput(model, examples, views, maps, settings, budget, quiet);
    }

    /** Returns the sentence at an index. */
    public EvaluatedExample example(int index) {
        return examples.get(index);
    }
}
