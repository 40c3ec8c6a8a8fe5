package dev.mixlab.store.run;

import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.StorageException;
import dev.mixlab.run.TrainingStates;
import dev.mixlab.run.id.RunId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stores training states as files of the data folder, so that their space is free again at once: a state is as large as three copies of
 * the model, and the database would keep its space for long. A file is complete once it has its name, which holds the run, the epoch and
 * the checksum (CRC-32C) of its content. States that an earlier version stored in the database are read from there.
 */
public final class TrainingStateFiles implements TrainingStates {

    private static final Pattern NAME = Pattern.compile("(r-[0-9a-z]+)-epoch-(\\d{1,9})-([0-9a-f]{1,8})\\.state");
    private static final String PART = ".part";
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final TrainingStates earlier;
    private final Runnable rowsToDisk;

    /** A file with what its name tells. */
    private record StateFile(Path path, RunId run, int epoch, long checksum) {}

    /**
     * Opens a folder of states, which is made when the first state is saved.
     *
     * @param earlier the states of earlier versions
     * @param rowsToDisk writes what the database has committed to disk. A run goes on from its state and keeps the rows of the epochs
     *     before, which must therefore survive whatever the state survives
     */
    public TrainingStateFiles(Path folder, TrainingStates earlier, Runnable rowsToDisk) {
        this.folder = folder;
        this.earlier = earlier;
        this.rowsToDisk = rowsToDisk;
    }

    /** Deletes what a killed process left: files that were not written to their end, and the states of runs that have ended. */
    public void sweep(Predicate<RunId> unfinished) {
        try {
            for (Path path : files()) {
                StateFile state = parse(path);
                if (state == null ? path.toString().endsWith(PART) : !unfinished.test(state.run())) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** Returns the files of runs that need none any more. */
    public List<Path> unneeded(Predicate<RunId> unfinished) {
        return states().stream()
                .filter(state -> !unfinished.test(state.run()))
                .map(StateFile::path)
                .toList();
    }

    /** Returns the runs that have a file. */
    public List<RunId> runs() {
        return states().stream().map(StateFile::run).distinct().toList();
    }

    /**
     * Reads the latest state of a run from its beginning to its end.
     *
     * @throws DamagedDataException if it is not what was written
     */
    public void check(RunId run) {
        latest(run).ifPresent(saved -> {
            try {
                saved.bytes().close();
            } catch (IOException failure) {
                throw unwritable(failure);
            }
        });
    }

    private List<StateFile> states() {
        try {
            return files().stream()
                    .map(TrainingStateFiles::parse)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    @Override
    public void save(RunId run, int epoch, Content content) {
        Path part = folder.resolve("%s-epoch-%s%s".formatted(run, epoch, PART));
        try {
            Files.createDirectories(folder);
            long checksum = write(part, content);
            rowsToDisk.run();
            Path complete = folder.resolve("%s-epoch-%s-%s.state".formatted(run, epoch, Long.toHexString(checksum)));
            Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flush(folder);
            for (StateFile other : of(run)) {
                if (!other.path().equals(complete)) {
                    Files.deleteIfExists(other.path());
                }
            }
        } catch (IOException failure) {
            discard(part);
            throw unwritable(failure);
        }
        earlier.remove(run);
    }

    private static long write(Path part, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
            content.writeTo(checked);
            checked.flush();
            channel.force(true);
            return checked.getChecksum().getValue();
        }
    }

    /** Makes the names in a folder survive a power failure, where the system can. */
    private static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // Some systems do not open folders; their names are written without this.
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException leftForTheSweep) {
            // The next start deletes it.
        }
    }

    @Override
    public Optional<Saved> latest(RunId run) {
        Optional<StateFile> last;
        try {
            last = of(run).stream().max(Comparator.comparingInt(StateFile::epoch));
        } catch (IOException failure) {
            throw unwritable(failure);
        }
        return last.isPresent() ? last.map(TrainingStateFiles::open) : earlier.latest(run);
    }

    /** Reads the whole file once before any of it is used, so that nothing goes on from a damaged state. */
    private static Saved open(StateFile file) {
        try (CheckedInputStream whole = new CheckedInputStream(Files.newInputStream(file.path()), new CRC32C())) {
            whole.transferTo(OutputStream.nullOutputStream());
            long found = whole.getChecksum().getValue();
            if (found != file.checksum()) {
                throw new DamagedDataException(
                        "the state after epoch %s of run %s is damaged: its file has the checksum %s and not that of its name, %s"
                                .formatted(
                                        file.epoch(),
                                        file.run(),
                                        Long.toHexString(found),
                                        file.path().getFileName()));
            }
            return new Saved(file.epoch(), Files.newInputStream(file.path()), file.path());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the state after epoch %s of run %s cannot be read".formatted(file.epoch(), file.run()), failure);
        }
    }

    @Override
    public void remove(RunId run) {
        try {
            for (StateFile state : of(run)) {
                Files.deleteIfExists(state.path());
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
        earlier.remove(run);
    }

    private List<StateFile> of(RunId run) throws IOException {
        return files().stream()
                .map(TrainingStateFiles::parse)
                .filter(state -> state != null && state.run().equals(run))
                .toList();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static @Nullable StateFile parse(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches()
                ? new StateFile(
                        path,
                        new RunId(name.group(1)),
                        Integer.parseInt(name.group(2)),
                        Long.parseLong(name.group(3), 16))
                : null;
    }

    private StorageException unwritable(IOException failure) {
        return new StorageException(
                "the training states in %s cannot be written (%s). Make space there; work goes on by itself."
                        .formatted(folder, failure.getMessage()),
                failure);
    }
}
