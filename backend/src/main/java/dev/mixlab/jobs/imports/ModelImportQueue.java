package dev.mixlab.jobs.imports;

import dev.mixlab.common.AllowedFolders;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.LogContext;
import dev.mixlab.common.MixlabException;
import dev.mixlab.encoder.engine.FreedMemory;
import dev.mixlab.jobs.catalogue.ModelEditor;
import dev.mixlab.jobs.imports.ImportWays.Plan;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ImportJournal;
import dev.mixlab.run.imports.ImportSources;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.run.imports.RequestedImport.Way;
import dev.mixlab.weights.files.ModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes a few imports at a time, and stores them, so that those which had not ended go on after a restart. */
public final class ModelImportQueue implements ModelImports, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelImportQueue.class);

    /** Downloads wait for the network most of their time; checking and storing is done by one import at a time. */
    private static final int AT_ONCE = 4;

    private final ImportSettings settings;
    private final KnownImports known;
    private final WorkFolders folders;
    private final AllowedFolders roots;
    private final ImportWays ways;
    private final Clock clock;
    private final ExecutorService worker = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "mixlab-import");
        thread.setDaemon(true);
        return thread;
    });

    /** Creates a queue that knows the stored imports; those that had not ended wait for {@link #start}. */
    public ModelImportQueue(ImportSettings settings, ImportedModels models, ImportJournal journal, Clock clock) {
        this.settings = settings;
        this.folders = new WorkFolders(settings.work(), clock);
        this.roots = new AllowedFolders("--model-root", settings.roots());
        this.ways = new ImportWays(settings, roots, new ModelImporter(settings, models, folders));
        this.clock = clock;
        this.known = new KnownImports(journal, clock);
    }

    /** Goes on with the imports that had not ended when the program was closed or killed, the oldest first. */
    public void start() {
        for (ImportTask task : known.unfinished()) {
            if (task.request().way() == Way.UPLOAD) {
                task.interrupt("the server was stopped before the upload was stored: upload it again");
                known.store(task);
            } else {
                LOG.info("import {} of {} goes on after a restart", task.id(), task.name());
                execute(task, going -> ways.of(going.request()).work().apply(going), () -> {});
            }
        }
    }

    @Override
    public ModelImport fromHub(String id, String revision, @Nullable String name, @Nullable AccountId owner) {
        return begin(new RequestedImport(Way.HUB, id, revision, owner), name);
    }

    @Override
    public ModelImport fromCache(String id, String revision, @Nullable String name, @Nullable AccountId owner) {
        return begin(new RequestedImport(Way.CACHE, id, revision, owner), name);
    }

    @Override
    public ModelImport fromFolder(String folder, @Nullable String name, @Nullable AccountId owner) {
        return begin(new RequestedImport(Way.FOLDER, folder, null, owner), name);
    }

    private ModelImport begin(RequestedImport request, @Nullable String name) {
        return begin(request, ways.of(request), name, () -> {});
    }

    @Override
    public ModelImport fromOwnFolder(Path folder, @Nullable String name) {
        Path path = folder.toAbsolutePath().normalize();
        RequestedImport request = new RequestedImport(Way.FOLDER, path.toString(), null, null);
        return begin(request, ways.folder(path, path.toString()), name, () -> {});
    }

    @Override
    public Path uploadFolder() {
        return folders.create();
    }

    @Override
    public ModelImport fromUpload(Path folder, String source, @Nullable String name, @Nullable AccountId owner) {
        try {
            RequestedImport request = new RequestedImport(Way.UPLOAD, source, null, owner);
            return begin(request, ways.upload(folder, source), name, () -> WorkFolders.delete(folder));
        } catch (RuntimeException refused) {
            WorkFolders.delete(folder);
            throw refused;
        }
    }

    @Override
    public void discard(Path folder) {
        WorkFolders.delete(folder);
    }

    private ModelImport begin(RequestedImport request, Plan plan, @Nullable String name, Runnable tidy) {
        String checked = ModelEditor.checkedName(name == null ? plan.usualName() : name);
        ImportTask task = new ImportTask(ImportId.fresh(), request, plan.origin(), checked, clock);
        known.add(task);
        execute(task, plan.work(), tidy);
        return task.snapshot();
    }

    private void execute(ImportTask task, Function<ImportTask, String> work, Runnable tidy) {
        worker.execute(() -> LogContext.IMPORT.within(task.id().value(), () -> {
            toEnd(task, work);
            tidy.run();
            FreedMemory.giveBack();
        }));
    }

    /** Takes an import to its end; here a failure becomes its state. One that the end of the program stops stays as it is stored. */
    private void toEnd(ImportTask task, Function<ImportTask, String> work) {
        try {
            task.succeed(work.apply(task));
        } catch (CancelledException cancelled) {
            if (task.isStopped()) {
                return;
            }
            task.endCancelled();
        } catch (MixlabException refused) {
            LOG.info("import {} of {} is refused: {}", task.id(), task.name(), refused.getMessage());
            task.fail(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | OutOfMemoryError failure) {
            LOG.error("import {} of {} failed", task.id(), task.name(), failure);
            task.fail("the import failed unexpectedly; the server's log has the cause under %s".formatted(task.id()));
        }
        known.store(task);
    }

    @Override
    public ModelImport get(ImportId id) {
        return known.get(id).snapshot();
    }

    @Override
    public List<ModelImport> list() {
        return known.list();
    }

    @Override
    public ModelImport cancel(ImportId id) {
        ImportTask task = known.get(id);
        task.cancel();
        return task.snapshot();
    }

    @Override
    public ModelImport retry(ImportId id) {
        Plan plan = ways.of(known.get(id).request());
        ImportTask again =
                known.again(id, last -> new ImportTask(id, last.request(), plan.origin(), last.name(), clock));
        execute(again, plan.work(), () -> {});
        return again.snapshot();
    }

    @Override
    public void forget(ImportId id) {
        known.remove(id);
    }

    @Override
    public ImportSources sources() {
        List<ImportSources.Cached> cached = new ArrayList<>();
        settings.cache().models().forEach((id, revisions) -> cached.add(new ImportSources.Cached(id, revisions)));
        return new ImportSources(
                new ImportSources.Hub(settings.hub().base(), settings.hub().token() != null),
                roots.roots(),
                roots.foldersWith(ModelFiles.CONFIG::equals),
                Collections.unmodifiableList(cached),
                settings.uploadLimit());
    }

    /** Stops all imports that have not ended, to go on after the next start, and waits for those that are being executed. */
    @Override
    public void close() {
        known.unfinished().forEach(ImportTask::stop);
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
