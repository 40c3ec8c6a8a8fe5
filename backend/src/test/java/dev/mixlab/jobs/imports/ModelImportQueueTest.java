package dev.mixlab.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.Folders;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.catalogue.ImportedModel;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import dev.mixlab.run.imports.ModelImport.Step;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.run.imports.RequestedImport.Way;
import dev.mixlab.run.imports.StoredImport;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.ImportJournalRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelHash;
import dev.mixlab.weights.hub.HubCache;
import dev.mixlab.weights.hub.LocalHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Imports over the end of the program, whether it is closed or killed. */
@Timeout(120)
class ModelImportQueueTest {

    private static final Path TINY = Path.of("models/tiny-bert");
    private static final int ARRIVED = 1_000_000;

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.fresh();
    private final ImportedModelRepository models =
            new ImportedModelRepository(database, new BlobRepository(database, Clock.systemUTC()), Clock.systemUTC());
    private LocalHub hub;

    @BeforeEach
    void open() throws IOException {
        hub = new LocalHub();
        for (Path file : Folders.content(TINY)) {
            hub.files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
    }

    @AfterEach
    void close() {
        hub.close();
        database.close();
    }

    /** The queue of one start of the program, over the same database and folder. */
    private ModelImportQueue queue() {
        ImportSettings settings = new ImportSettings(
                folder.resolve("imports"),
                List.of(TINY.toAbsolutePath().getParent()),
                hub.address(null),
                new HubCache(folder.resolve("cache")),
                ImportSettings.USUAL_LIMIT);
        return new ModelImportQueue(settings, models, new ImportJournalRepository(database), Clock.systemUTC());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static ModelImport ended(ModelImports queue, ImportId id) {
        await(() -> queue.get(id).state().isFinal());
        return queue.get(id);
    }

    /** Begins a download that stands still after the first bytes of the weights, which are on disk by then. */
    private ImportId downloading(ModelImportQueue queue) {
        hub.breakAfter = ARRIVED;
        hub.stalls.set(1);
        ImportId id = queue.fromHub("org/tiny", "main", "Mine", null).id();
        await(() -> queue.get(id).doneBytes() >= ARRIVED);
        return id;
    }

    private void assertThatItGoesOnWhereItBrokeOff(ImportId id) throws IOException {
        hub.requests.clear();
        try (ModelImportQueue next = queue()) {
            assertThat(next.get(id).state()).isEqualTo(State.QUEUED);
            assertThat(next.get(id).name()).isEqualTo("Mine");
            next.start();
            ModelImport ended = ended(next, id);

            assertThat(ended.error()).isNull();
            assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
            ImportedModel model = models.find(String.valueOf(ended.modelId())).orElseThrow();
            assertThat(model.sha256()).isEqualTo(ModelHash.of(ModelFolder.open(TINY)));
            assertThat(model.name()).isEqualTo("Mine");
            assertThat(model.origin()).isEqualTo(new ModelOrigin(Kind.HUB, "org/tiny", LocalHub.COMMIT));
        }
        assertThat(hub.requests)
                .filteredOn(request -> request.startsWith("store /blob/model.safetensors"))
                .singleElement()
                .asString()
                .matches("store .* bytes=[1-9]\\d*- \"etag-of-store\"");
    }

    @Test
    void aDownloadThatIsStoppedWithTheProgramGoesOnWhereItBrokeOffAfterTheNextStart() throws IOException {
        ImportId id;
        try (ModelImportQueue queue = queue()) {
            id = downloading(queue);
        }
        assertThatItGoesOnWhereItBrokeOff(id);
    }

    @Test
    void aDownloadOfAKilledProgramGoesOnLikewise() throws IOException {
        try (ModelImportQueue killed = queue()) {
            assertThatItGoesOnWhereItBrokeOff(downloading(killed));
        }
    }

    @Test
    void aFolderIsReadOnceMore() {
        ModelImportQueue stopped = queue();
        stopped.close();
        assertThatThrownBy(() -> stopped.fromFolder(TINY.toAbsolutePath().toString(), null, null))
                .as("nothing is executed any more, as in a program that is killed at once")
                .isInstanceOf(RuntimeException.class);
        ImportId id = stopped.list().get(0).id();
        try (ModelImportQueue next = queue()) {
            next.start();
            assertThat(ended(next, id).state()).isEqualTo(State.SUCCEEDED);
        }
    }

    @Test
    void anUploadIsInterruptedAndSaysWhatToDo() throws IOException {
        ModelImportQueue stopped = queue();
        stopped.close();
        Path upload = stopped.uploadFolder();
        Folders.copy(TINY, upload.resolve("model"));
        assertThatThrownBy(() -> stopped.fromUpload(upload, "mine.zip", null, null))
                .isInstanceOf(RuntimeException.class);
        ImportId id = stopped.list().get(0).id();
        try (ModelImportQueue next = queue()) {
            next.start();
            ModelImport interrupted = next.get(id);
            assertThat(interrupted.state()).isEqualTo(State.INTERRUPTED);
            assertThat(interrupted.error())
                    .isEqualTo("the server was stopped before the upload was stored: upload it again");
            assertThat(interrupted.name()).isEqualTo("mine");
            assertThatThrownBy(() -> next.retry(id))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("the files of the upload 'mine.zip' are gone: upload it again");
        }
        try (ModelImportQueue third = queue()) {
            assertThat(third.get(id).state()).isEqualTo(State.INTERRUPTED);
            third.forget(id);
            assertThat(third.list()).isEmpty();
        }
        try (ModelImportQueue last = queue()) {
            assertThat(last.list()).isEmpty();
        }
    }

    @Test
    void whatFailedIsKnownAfterARestartAndTriedAgainUnderItsId() {
        ImportId id;
        hub.status = 404;
        hub.failures.set(1000);
        try (ModelImportQueue queue = queue()) {
            id = queue.fromHub("org/tiny", "main", null, null).id();
            assertThat(ended(queue, id).error()).contains("there is no model org/tiny");
        }
        hub.failures.set(0);
        try (ModelImportQueue next = queue()) {
            next.start();
            assertThat(next.get(id).state()).isEqualTo(State.FAILED);
            assertThat(next.get(id).error()).contains("there is no model org/tiny");

            assertThat(next.retry(id).id()).isEqualTo(id);
            assertThat(ended(next, id).state()).isEqualTo(State.SUCCEEDED);
            assertThat(next.list()).hasSize(1);
            assertThatThrownBy(() -> next.retry(id))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("import %s has succeeded already", id);
        }
    }

    @Test
    void aCancelledImportStaysCancelledAndOneThatGoesOnIsNeitherForgottenNorBegunTwice() {
        ImportId id;
        try (ModelImportQueue queue = queue()) {
            id = downloading(queue);
            assertThatThrownBy(() -> queue.retry(id))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("import %s has not ended; cancel it first", id);
            assertThatThrownBy(() -> queue.forget(id)).isInstanceOf(ConflictException.class);
            queue.cancel(id);
            assertThat(ended(queue, id).state()).isEqualTo(State.CANCELLED);
        }
        try (ModelImportQueue next = queue()) {
            next.start();
            assertThat(next.get(id).state()).isEqualTo(State.CANCELLED);
            next.forget(id);
            assertThatThrownBy(() -> next.get(id)).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void theLatestImportsAreKnownAndOlderOnesForgotten() {
        ImportJournalRepository journal = new ImportJournalRepository(database);
        List<ImportId> ids = IntStream.range(0, KnownImports.MOST)
                .mapToObj(minute -> ImportId.fresh())
                .toList();
        for (int minute = 0; minute < ids.size(); minute++) {
            journal.save(
                    ended(ids.get(minute), Instant.parse("2026-01-02T03:04:05Z").plusSeconds(60L * minute)));
        }
        ImportId latest;
        try (ModelImportQueue queue = queue()) {
            assertThat(queue.list()).hasSize(KnownImports.MOST);
            latest = queue.fromFolder(TINY.toAbsolutePath().toString(), null, null)
                    .id();
            assertThat(queue.list()).hasSize(KnownImports.MOST);
            assertThatThrownBy(() -> queue.get(ids.get(0))).isInstanceOf(NotFoundException.class);
            assertThat(queue.get(ids.get(1)).state()).isEqualTo(State.CANCELLED);
        }
        try (ModelImportQueue next = queue()) {
            assertThat(next.list()).hasSize(KnownImports.MOST);
            assertThat(next.list().get(0).id()).isEqualTo(latest);
        }
    }

    private static StoredImport ended(ImportId id, Instant time) {
        return new StoredImport(
                new RequestedImport(Way.HUB, "org/none", "main", null),
                new ModelImport(
                        id,
                        State.CANCELLED,
                        Step.ENDED,
                        ModelOrigin.of(Kind.HUB, "org/none"),
                        "old",
                        0,
                        null,
                        null,
                        null,
                        null,
                        time,
                        time));
    }
}
