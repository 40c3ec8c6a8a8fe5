package dev.mixlab.jobs.imports;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.encoder.engine.FreedMemory;
import dev.mixlab.jobs.ModelEditor;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ImportSources;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.weights.hub.ModelId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes a few imports at a time, and knows those since the start of the program. */
public final class ModelImportQueue implements ModelImports, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelImportQueue.class);

    private static final int MOST_KNOWN = 100;

    /** Downloads wait for the network most of their time; checking and storing is done by one import at a time. */
    private static final int AT_ONCE = 4;

    private final ImportSettings settings;
    private final WorkFolders folders;
    private final ModelRoots roots;
    private final ModelImporter importer;
    private final Clock clock;
    private final Deque<ImportTask> tasks = new ArrayDeque<>();
    private final ExecutorService worker = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "mixlab-import");
        thread.setDaemon(true);
        return thread;
    });

    public ModelImportQueue(ImportSettings settings, ImportedModels models, Clock clock) {
        this.settings = settings;
        this.folders = new WorkFolders(settings.work(), clock);
        this.roots = new ModelRoots(settings.roots());
        this.importer = new ModelImporter(settings, models, folders);
        this.clock = clock;
    }

    @Override
    public ModelImport fromHub(String id, String revision, @Nullable String name) {
        ModelId model = new ModelId(id, revision);
        ImportTask task = task(new ModelOrigin(Kind.HUB, id, revision), name, id);
        return begin(task, () -> importer.fromHub(task, model), () -> {});
    }

    @Override
    public ModelImport fromCache(String id, String revision, @Nullable String name) {
        Path snapshot = settings.cache().snapshot(new ModelId(id, revision));
        String commit = String.valueOf(snapshot.getFileName());
        ImportTask task = task(new ModelOrigin(Kind.HUB, id, commit), name, id);
        return begin(task, () -> importer.fromFolder(task, snapshot, id), () -> {});
    }

    @Override
    public ModelImport fromFolder(String folder, @Nullable String name) {
        Path path = roots.resolve(folder);
        ImportTask task = task(ModelOrigin.of(Kind.FOLDER, folder), name, String.valueOf(path.getFileName()));
        return begin(task, () -> importer.fromFolder(task, path, folder), () -> {});
    }

    @Override
    public ModelImport fromOwnFolder(Path folder, @Nullable String name) {
        Path path = folder.toAbsolutePath().normalize();
        ImportTask task = task(ModelOrigin.of(Kind.FOLDER, path.toString()), name, String.valueOf(path.getFileName()));
        return begin(task, () -> importer.fromFolder(task, path, path.toString()), () -> {});
    }

    @Override
    public Path uploadFolder() {
        return folders.create();
    }

    @Override
    public ModelImport fromUpload(Path folder, String source, @Nullable String name) {
        try {
            String plain = source.replaceAll("(?i)\\.zip$", "");
            ImportTask task = task(ModelOrigin.of(Kind.UPLOAD, source), name, plain);
            return begin(task, () -> importer.fromUpload(task, folder), () -> WorkFolders.delete(folder));
        } catch (RuntimeException refused) {
            WorkFolders.delete(folder);
            throw refused;
        }
    }

    @Override
    public void discard(Path folder) {
        WorkFolders.delete(folder);
    }

    private ImportTask task(ModelOrigin origin, @Nullable String name, String usualName) {
        return new ImportTask(origin, ModelEditor.checkedName(name == null ? usualName : name), clock);
    }

    private ModelImport begin(ImportTask task, Supplier<String> work, Runnable tidy) {
        synchronized (tasks) {
            tasks.addFirst(task);
            while (tasks.size() > MOST_KNOWN
                    && tasks.getLast().snapshot().state().isFinal()) {
                tasks.removeLast();
            }
        }
        worker.execute(() -> {
            execute(task, work);
            tidy.run();
            FreedMemory.giveBack();
        });
        return task.snapshot();
    }

    /** Takes an import to its end; here a failure becomes its state. */
    private static void execute(ImportTask task, Supplier<String> work) {
        try {
            task.succeed(work.get());
        } catch (CancelledException cancelled) {
            task.endCancelled();
        } catch (MixlabException refused) {
            LOG.info("import {} of {} is refused: {}", task.id(), task.name(), refused.getMessage());
            task.fail(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | OutOfMemoryError failure) {
            LOG.error("import {} of {} failed", task.id(), task.name(), failure);
            task.fail("the import failed unexpectedly; the server's log has the cause under %s".formatted(task.id()));
        }
    }

    @Override
    public ModelImport get(ImportId id) {
        return find(id).snapshot();
    }

    private ImportTask find(ImportId id) {
        synchronized (tasks) {
            return tasks.stream()
                    .filter(task -> task.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("there is no import " + id));
        }
    }

    @Override
    public List<ModelImport> list() {
        synchronized (tasks) {
            return tasks.stream().map(ImportTask::snapshot).toList();
        }
    }

    @Override
    public ModelImport cancel(ImportId id) {
        ImportTask task = find(id);
        task.cancel();
        return task.snapshot();
    }

    @Override
    public ImportSources sources() {
        List<ImportSources.Cached> cached = new ArrayList<>();
        settings.cache().models().forEach((id, revisions) -> cached.add(new ImportSources.Cached(id, revisions)));
        return new ImportSources(
                new ImportSources.Hub(settings.hub().base(), settings.hub().token() != null),
                roots.paths(),
                roots.folders(),
                Collections.unmodifiableList(cached),
                settings.uploadLimit());
    }

    /** Cancels all imports that have not ended, and waits for those that are being executed. */
    @Override
    public void close() {
        synchronized (tasks) {
            tasks.stream().filter(task -> !task.snapshot().state().isFinal()).forEach(ImportTask::cancel);
        }
        worker.shutdown();
        try {
            if (!worker.awaitTermination(2, TimeUnit.MINUTES)) {
                LOG.warn("an import does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
