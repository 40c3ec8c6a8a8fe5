package dev.mixlab.evaluation;

import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * A score run as it is evaluated.
 *
 * @param model the model that was scored
 * @param examples the sentences, by their index in the score run
 * @param views the methods and aggregations to be evaluated, by method in the order of the score run
 * @param maps the stored maps
 * @param settings how scores are evaluated
 * @param budget what of the machine the model may take
 * @param watch who is told how far the work is
 */
public record EvaluationInput(
        MaskedLanguageModel model,
        List<EvaluatedExample> examples,
        List<MethodVariant> views,
        StoredMaps maps,
        EvaluatingSettings settings,
        MachineBudget budget,
        Watch watch) {

    public EvaluationInput {
        examples = List.copyOf(examples);
        views = List.copyOf(views);
    }

    /** The maps of a score run, which need not fit into memory. */
    public interface StoredMaps {

        /** Hands over every example's maps, one per method, with its index; in the order of the index. */
        void visit(ObjIntConsumer<List<MixingMap>> visitor);

        /** The columns of a measure that an evaluation before this one gave of the same maps; none where there is none. */
        default List<MeasureValues> columns(String measure) {
            return List.of();
        }
    }

    /** Who is told how far an evaluation is, and says whether it shall stop. */
    public interface Watch {

        /** The share of the work that is done by now, 0 to 1. */
        void done(double share);

        boolean shallStop();

        /** Passes on that work shall stop. */
        default void stopIfAsked() {
            if (shallStop()) {
                throw new CancelledException("an evaluation was stopped");
            }
        }
    }

    /** The same for a part of the work, of which nobody is told how far it is. */
    public EvaluationInput quietly() {
        Watch outer = watch;
        return new EvaluationInput(model, examples, views, maps, settings, budget, new Watch() {

            @Override
            public void done(double share) {}

            @Override
            public boolean shallStop() {
                return outer.shallStop();
            }
        });
    }

    /** The encoded sentence of an index. */
    public EvaluatedExample example(int index) {
        return examples.get(index);
    }
}
