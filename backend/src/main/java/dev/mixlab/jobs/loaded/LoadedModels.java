package dev.mixlab.jobs.loaded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.mixlab.encoder.engine.FreedMemory;
import dev.mixlab.run.catalogue.Models;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the models that were used last in memory, as many as a budget allows, and frees each a while after its last use. A model that
 * exceeds the budget alone is loaded all the same, and is then the only one.
 */
public final class LoadedModels implements AutoCloseable {

    private final Models models;
    private final Cache<String, LoadedModel> loaded;
    private final long budget;

    /**
     * Creates an empty cache.
     *
     * @param budget maximum bytes of the weights of all loaded models
     * @param idle time after which a model that is not used is freed
     */
    public LoadedModels(Models models, long budget, Duration idle) {
        this.models = models;
        this.budget = budget;
        this.loaded = Caffeine.newBuilder()
                .expireAfterAccess(idle)
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .removalListener(LoadedModels::closeRemoved)
                .build();
    }

    private static void closeRemoved(@Nullable String id, @Nullable LoadedModel model, RemovalCause cause) {
        if (model != null) {
            model.close();
            FreedMemory.giveBack();
        }
    }

    /**
     * Calls a function with a model, which is loaded if necessary and stays open until the function returns.
     *
     * @param id id of a model; models of the same content are loaded once
     * @throws dev.mixlab.common.NotFoundException if there is no such model
     */
    public <T> T use(String id, Function<LoadedModel, T> function) {
        String sha256 = models.get(id).sha256();
        while (true) {
            LoadedModel model = loaded.get(sha256, unused -> LoadedModel.of(models.open(id)));
            freeUnused(sha256);
            T result = model.use(function);
            if (result != null) {
                return result;
            }
            loaded.asMap().remove(sha256, model);
        }
    }

    /** Frees the models whose last use lies furthest back until the others keep the budget; the one in use stays. */
    private synchronized void freeUnused(String used) {
        Map<String, LoadedModel> oldestFirst =
                loaded.policy().expireAfterAccess().orElseThrow().oldest(Integer.MAX_VALUE);
        long bytes = oldestFirst.values().stream().mapToLong(LoadedModel::bytes).sum();
        for (Map.Entry<String, LoadedModel> entry : oldestFirst.entrySet()) {
            if (bytes > budget && !entry.getKey().equals(used)) {
                bytes -= entry.getValue().bytes();
                loaded.invalidate(entry.getKey());
            }
        }
    }

    /** Returns the number of models in memory. */
    public long count() {
        loaded.cleanUp();
        return loaded.estimatedSize();
    }

    @Override
    public void close() {
        loaded.invalidateAll();
        loaded.cleanUp();
    }
}
