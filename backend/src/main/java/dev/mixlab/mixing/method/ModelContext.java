package dev.mixlab.mixing.method;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context of all batches: the model, the budget, and what methods derive from the model's weights once. Batches in
 * parallel share what is derived.
 */
public final class ModelContext implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final ScoreOptions options;
    private final List<ScoringMethod> methods;
    private final Derived derived;

    /** Creates a context for methods that are scored one at a time. */
    public ModelContext(MaskedLanguageModel model, MachineBudget budget) {
        this(model, ScoreOptions.standard().withBudget(budget), List.of());
    }

    /** Creates a context for the methods of one pass. */
    public ModelContext(MaskedLanguageModel model, ScoreOptions options, List<? extends ScoringMethod> methods) {
        this(model, options, List.copyOf(methods), new Derived());
    }

    private ModelContext(
            MaskedLanguageModel model, ScoreOptions options, List<ScoringMethod> methods, Derived derived) {
        this.model = model;
        this.options = options;
        this.methods = methods;
        this.derived = derived;
    }

    /** The arrays and values that methods derive from the model, shared by all batches. */
    private static final class Derived {

        private final NDManager manager = TensorEngine.newManager();
        private final Memo memo = new Memo();
        private @Nullable MaskedLanguageModel copy;

        private synchronized MaskedLanguageModel inDouble(MaskedLanguageModel model) {
            if (copy == null) {
                copy = model.copy(Precision.FLOAT64);
            }
            return copy;
        }

        private synchronized void close() {
            manager.close();
            if (copy != null) {
                copy.close();
            }
        }
    }

    /** Returns the context for one of several batches in parallel, which has its part of the memory. */
    public ModelContext forOneOf(int batches) {
        return new ModelContext(model, options.withBudget(budget().memorySplitAmong(batches)), methods, derived);
    }

    public MaskedLanguageModel model() {
        return model;
    }

    /** Returns the model in double precision: the model itself, or a copy that is made at the first call. */
    public MaskedLanguageModel inDouble() {
        return model.precision() == Precision.FLOAT64 ? model : derived.inDouble(model);
    }

    public MachineBudget budget() {
        return options.budget();
    }

    /** Returns the seed of random scores. */
    public long seed() {
        return options.seed();
    }

    /** Returns the methods of one class among those of this pass, so that shared work is done for them and no others. */
    public <T> List<T> methods(Class<T> kind) {
        return methods.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the manager that owns the arrays derived from the weights. */
    public NDManager manager() {
        return derived.manager;
    }

    /** Returns the memo of what methods derive from the model's weights. */
    public Memo memo() {
        return derived.memo;
    }

    @Override
    public void close() {
        derived.close();
    }
}
