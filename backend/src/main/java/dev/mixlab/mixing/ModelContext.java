package dev.mixlab.mixing;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Precision;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What outlives a batch: the model, the budget, and what methods derive from the model's weights once. */
final class ModelContext implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final ScoreOptions options;
    private final List<ScoringMethod> methods;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Sharing sharing = new Sharing();
    private @Nullable MaskedLanguageModel copy;

    /** For methods that are asked one at a time. */
    ModelContext(MaskedLanguageModel model, MemoryBudget budget) {
        this(model, ScoreOptions.standard().withBudget(budget), List.of());
    }

    ModelContext(MaskedLanguageModel model, ScoreOptions options, List<? extends ScoringMethod> methods) {
        this.model = model;
        this.options = options;
        this.methods = List.copyOf(methods);
    }

    MaskedLanguageModel model() {
        return model;
    }

    /** The model in double precision: itself, or a copy that is made when it is first asked for. */
    MaskedLanguageModel inDouble() {
        if (model.precision() == Precision.FLOAT64) {
            return model;
        }
        if (copy == null) {
            copy = model.copy(Precision.FLOAT64);
        }
        return copy;
    }

    MemoryBudget budget() {
        return options.budget();
    }

    /** Seed of what is drawn at random. */
    long seed() {
        return options.seed();
    }

    /** Of the methods that are scored together, those of one kind, so that shared work is done for them and no others. */
    <T> List<T> methods(Class<T> kind) {
        return methods.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Owns what is derived from the weights. */
    NDManager manager() {
        return manager;
    }

    <T> T shared(Class<T> type, Supplier<T> make) {
        return sharing.get(type, make);
    }

    @Override
    public void close() {
        manager.close();
        if (copy != null) {
            copy.close();
        }
    }
}
