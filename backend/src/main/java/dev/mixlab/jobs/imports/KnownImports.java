package dev.mixlab.jobs.imports;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ImportJournal;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest imports, in memory and stored, the latest first. */
final class KnownImports {

    private static final Logger LOG = LoggerFactory.getLogger(KnownImports.class);

    /** Number of imports beyond which those that have ended are forgotten, the oldest first. */
    static final int MOST = 100;

    private final ImportJournal journal;
    private final Deque<ImportTask> tasks = new ArrayDeque<>();

    /** Reads the stored imports; those that had not ended are waiting. */
    KnownImports(ImportJournal journal, Clock clock) {
        this.journal = journal;
        journal.list().forEach(stored -> tasks.addLast(new ImportTask(stored, clock)));
    }

    /** Stores a new import, and forgets the oldest that have ended where there are too many. */
    synchronized void add(ImportTask task) {
        journal.save(task.entry());
        tasks.addFirst(task);
        while (tasks.size() > MOST && isFinal(tasks.getLast())) {
            journal.delete(tasks.removeLast().id());
        }
    }

    /**
     * Replaces an import that has ended otherwise than by success by another try of it.
     *
     * @throws ConflictException if it goes on or has succeeded
     */
    synchronized ImportTask again(ImportId id, Function<ImportTask, ImportTask> another) {
        ImportTask last = ended(id);
        if (last.snapshot().state() == State.SUCCEEDED) {
            throw new ConflictException("import %s has succeeded already".formatted(id));
        }
        ImportTask again = another.apply(last);
        journal.save(again.entry());
        tasks.remove(last);
        tasks.addFirst(again);
        return again;
    }

    /**
     * Forgets an import.
     *
     * @throws ConflictException if it goes on
     */
    synchronized void remove(ImportId id) {
        ImportTask last = ended(id);
        journal.delete(id);
        tasks.remove(last);
    }

    private ImportTask ended(ImportId id) {
        ImportTask task = get(id);
        if (!isFinal(task)) {
            throw new ConflictException("import %s has not ended; cancel it first".formatted(id));
        }
        return task;
    }

    private static boolean isFinal(ImportTask task) {
        return task.snapshot().state().isFinal();
    }

    synchronized ImportTask get(ImportId id) {
        return tasks.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no import " + id));
    }

    synchronized List<ModelImport> list() {
        return tasks.stream().map(ImportTask::snapshot).toList();
    }

    /** Returns the imports that have not ended, the oldest first. */
    synchronized List<ImportTask> unfinished() {
        return tasks.stream()
                .filter(task -> !isFinal(task))
                .sorted(Comparator.comparing(task -> task.snapshot().createdAt()))
                .toList();
    }

    /** Stores what has become of an import; where that fails, the import is done once more after the next start. */
    void store(ImportTask task) {
        try {
            journal.save(task.entry());
        } catch (RuntimeException failure) {
            LOG.warn("the end of import {} cannot be stored", task.id(), failure);
        }
    }
}
