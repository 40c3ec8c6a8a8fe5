package dev.mixlab.mixing.method;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a batch: the model, the budget, and what methods derive from the model's weights once. Batches that go
 * through the model side by side share what is derived.
 */
public final class ModelContext implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final ScoreOptions options;
    private final List<ScoringMethod> methods;
    private final Derived derived;

    /** For methods that are asked one at a time. */
    public ModelContext(MaskedLanguageModel model, MachineBudget budget) {
        this(model, ScoreOptions.standard().withBudget(budget), List.of());
    }

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

    /** What is derived from the model, whichever thread asks for it first. */
    private static final class Derived {

        private final NDManager manager = TensorEngine.newManager();
        private final Memo sharing = new Memo();
        private @Nullable MaskedLanguageModel copy;

        private synchronized <T> T shared(Class<T> type, Supplier<T> make) {
            return sharing.get(type, make);
        }

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

    /** The same for one of several batches that go through the model side by side. */
    public ModelContext share(int batches) {
        return new ModelContext(model, options.withBudget(budget().share(batches)), methods, derived);
    }

    public MaskedLanguageModel model() {
        return model;
    }

    /** The model in double precision: itself, or a copy that is made when it is first asked for. */
    public MaskedLanguageModel inDouble() {
        return model.precision() == Precision.FLOAT64 ? model : derived.inDouble(model);
    }

    public MachineBudget budget() {
        return options.budget();
    }

    /** Seed of what is drawn at random. */
    public long seed() {
        return options.seed();
    }

    /** Of the methods that are scored together, those of one kind, so that shared work is done for them and no others. */
    public <T> List<T> methods(Class<T> kind) {
        return methods.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Owns what is derived from the weights. */
    public NDManager manager() {
        return derived.manager;
    }

    public <T> T shared(Class<T> type, Supplier<T> make) {
        return derived.shared(type, make);
    }

    @Override
    public void close() {
        derived.close();
    }
}
