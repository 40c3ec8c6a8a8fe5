package dev.mixlab.store.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import dev.mixlab.run.imports.ModelImport.Step;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.run.imports.RequestedImport.Way;
import dev.mixlab.run.imports.StoredImport;
import dev.mixlab.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportJournalRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private ImportJournalRepository journal;

    @BeforeEach
    void open() {
        journal = new ImportJournalRepository(database.get());
    }

    private StoredImport entry(ImportId id, State state, @Nullable String modelId, @Nullable String error) {
        Instant now = database.clock().instant();
        database.clock().advance(Duration.ofSeconds(1));
        return new StoredImport(
                new RequestedImport(Way.HUB, "org/tiny", "main", null),
                new ModelImport(
                        id,
                        state,
                        state.isFinal() ? Step.ENDED : Step.WAITING,
                        new ModelOrigin(Kind.HUB, "org/tiny", "0123abc"),
                        "Täny 漢字",
                        0,
                        null,
                        null,
                        modelId,
                        error,
                        now,
                        state.isFinal() ? now : null));
    }

    @Test
    void importsAreReadAsTheyWereStoredTheLatestFirst() {
        StoredImport first = entry(ImportId.fresh(), State.FAILED, null, "no config.json");
        StoredImport second = entry(ImportId.fresh(), State.SUCCEEDED, "tiny-0123abcd", null);
        StoredImport third = entry(ImportId.fresh(), State.QUEUED, null, null);
        journal.save(second);
        journal.save(third);
        journal.save(first);

        assertThat(journal.list()).containsExactly(third, second, first);
    }

    @Test
    void whatHasBecomeOfAnImportReplacesWhatItWas() {
        ImportId id = ImportId.fresh();
        journal.save(entry(id, State.QUEUED, null, null));
        StoredImport interrupted = entry(id, State.INTERRUPTED, null, "upload it again");
        journal.save(interrupted);
        assertThat(journal.list()).containsExactly(interrupted);

        journal.delete(id);
        journal.delete(id);
        assertThat(journal.list()).isEmpty();
    }
}
