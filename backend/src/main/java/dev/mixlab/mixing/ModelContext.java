package dev.mixlab.mixing;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Precision;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What outlives a batch: the model, the budget, and what methods derive from the model's weights once. */
final class ModelContext implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final MemoryBudget budget;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Sharing sharing = new Sharing();
    private @Nullable MaskedLanguageModel copy;

    ModelContext(MaskedLanguageModel model, MemoryBudget budget) {
        this.model = model;
        this.budget = budget;
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
        return budget;
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
