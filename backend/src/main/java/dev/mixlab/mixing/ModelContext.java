package dev.mixlab.mixing;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import java.util.function.Supplier;

/** What outlives a batch: the model, the budget, and what methods derive from the model's weights once. */
final class ModelContext implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final MemoryBudget budget;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Sharing sharing = new Sharing();

    ModelContext(MaskedLanguageModel model, MemoryBudget budget) {
        this.model = model;
        this.budget = budget;
    }

    MaskedLanguageModel model() {
        return model;
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
    }
}
