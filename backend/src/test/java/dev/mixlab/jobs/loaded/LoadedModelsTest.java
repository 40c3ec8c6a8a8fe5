package dev.mixlab.jobs.loaded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.server.BuiltInModels;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadedModelsTest {

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final long MODEL_BYTES = 1_731_232L * Float.BYTES;

    private Database database;
    private ModelCatalogue models;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        Clock clock = Clock.systemUTC();
        BlobRepository blobs = new BlobRepository(database, clock);
        models = new ModelCatalogue(
                BuiltInModels.openers(),
                new CheckpointRepository(database, blobs, clock),
                new ImportedModelRepository(database, blobs, clock));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aModelIsLoadedOnceAndFreedWhenOthersNeedItsMemory() {
        try (LoadedModels loaded = new LoadedModels(models, 2 * MODEL_BYTES + 4096, IDLE)) {
            LoadedModel first = loaded.use("tiny-bert", model -> model);
            assertThat(loaded.<LoadedModel>use("tiny-bert", model -> model)).isSameAs(first);
            for (String id : List.of("tiny-roberta", "tiny-electra", "tiny-roberta", "tiny-electra")) {
                loaded.use(id, LoadedModel::bytes);
            }
            assertThat(loaded.count()).isEqualTo(2);
            assertThat(first.model().manager().isOpen()).isFalse();
            assertThat(loaded.<LoadedModel>use("tiny-bert", model -> model)).isNotSameAs(first);
        }
    }

    @Test
    void aModelInUseIsFreedOnlyWhenItsUserIsDone() {
        LoadedModels loaded = new LoadedModels(models, MODEL_BYTES, IDLE);
        boolean openWhileUsed = loaded.use("tiny-bert", model -> {
            loaded.close();
            return model.model().manager().isOpen();
        });
        LoadedModel again = loaded.use("tiny-bert", model -> model);
        assertThat(openWhileUsed).isTrue();
        assertThat(again.model().manager().isOpen()).isTrue();
        loaded.close();
        assertThat(again.model().manager().isOpen()).isFalse();
        assertThat(loaded.count()).isZero();
    }

    @Test
    void aModelLargerThanTheBudgetIsLoadedAllTheSame() {
        try (LoadedModels loaded = new LoadedModels(models, 1024, IDLE)) {
            LoadedModel first = loaded.use("tiny-bert", model -> model);
            assertThat(loaded.<LoadedModel>use("tiny-bert", model -> model)).isSameAs(first);
            loaded.use("tiny-electra", LoadedModel::bytes);
            assertThat(loaded.count()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownModelIsNotFound() {
        try (LoadedModels loaded = new LoadedModels(models, MODEL_BYTES, IDLE)) {
            assertThatThrownBy(() -> loaded.use("nothing", model -> model)).isInstanceOf(NotFoundException.class);
        }
    }
}
