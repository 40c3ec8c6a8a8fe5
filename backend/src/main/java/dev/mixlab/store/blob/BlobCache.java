package dev.mixlab.store.blob;

import dev.mixlab.common.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of contents as files of this machine, each named by its SHA-256, which several processes may share: a file appears when it is
 * whole, and is checked whenever it is read. Beyond a limit the files whose last use lies furthest back are deleted. A folder that cannot
 * be written caches nothing, and fails nobody.
 */
public final class BlobCache {

    private static final Logger LOG = LoggerFactory.getLogger(BlobCache.class);
    private static final String UNFINISHED = ".part";

    /** The folder is measured anew after so large a share of the limit was written. */
    private static final int SHARE = 16;

    private final Path folder;
    private final long limit;
    private final Clock clock;
    private long written;
    private boolean warned;

    /** A file of the cache as it was found. */
    private record Cached(Path path, long bytes, FileTime used) {}

    /**
     * A cache in a folder, which is made when something is cached.
     *
     * @param limit bytes of all files, from which on some are deleted
     */
    public BlobCache(Path folder, long limit, Clock clock) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /** Returns the contents of that SHA-256, or null if they are not cached. A file with other contents is deleted. */
    @Nullable ByteBuffer find(String sha256) {
        Path file = file(sha256);
        try {
            if (!Files.exists(file)) {
                return null;
            }
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            if (Sha256.hex(content.duplicate()).equals(sha256)) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                return content;
            }
            LOG.warn("{} is damaged; it is deleted, and read from the database again", file);
            Files.deleteIfExists(file);
        } catch (NoSuchFileException deletedMeanwhile) {
            return null;
        } catch (IOException unreadable) {
            warn(unreadable);
        }
        return null;
    }

    /** Caches contents. */
    synchronized void keep(String sha256, ByteBuffer content) {
        Path file = file(sha256);
        Path unfinished = folder.resolve(UUID.randomUUID() + UNFINISHED);
        try {
            Files.createDirectories(folder);
            Files.write(unfinished, bytes(content.duplicate()));
            Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            written += content.remaining();
            if (written > limit / SHARE) {
                written = 0;
                shrink();
            }
        } catch (IOException | UncheckedIOException unwritable) {
            warn(unwritable);
            remove(unfinished);
        }
    }

    private static byte[] bytes(ByteBuffer content) {
        if (content.hasArray() && content.arrayOffset() == 0 && content.array().length == content.remaining()) {
            return content.array();
        }
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private void shrink() throws IOException {
        List<Cached> oldestFirst = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                try {
                    oldestFirst.add(new Cached(path, Files.size(path), Files.getLastModifiedTime(path)));
                } catch (IOException deletedMeanwhile) {
                    LOG.debug("{} has gone", path);
                }
            }
        }
        oldestFirst.sort(Comparator.comparing(Cached::used).thenComparing(Cached::path));
        long bytes = oldestFirst.stream().mapToLong(Cached::bytes).sum();
        for (Cached file : oldestFirst) {
            if (bytes > limit) {
                remove(file.path());
                bytes -= file.bytes();
            }
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            LOG.debug("{} cannot be deleted", path, inUse);
        }
    }

    private void warn(Exception failure) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "{} cannot be used to keep weights, which are read from the database instead: {}",
                    folder,
                    failure.toString());
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256);
    }
}
