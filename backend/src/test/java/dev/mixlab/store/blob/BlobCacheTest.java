package dev.mixlab.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.Sha256;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobCacheTest {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path parent;

    private Path folder;
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    private final Clock steps = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofMinutes(1));
            return now;
        }
    };

    @BeforeEach
    void name() {
        folder = parent.resolve("weights");
    }

    @Test
    void whatWasReadOnceComesFromTheCacheOfAnotherProcess() throws IOException {
        try (Database database = TestDatabase.fresh()) {
            String sha256 = new BlobRepository(database, clock).put(content("weights"));
            BlobRepository first = new BlobRepository(database, new BlobCache(folder, MEBIBYTE, steps), clock);
            assertThat(text(first.get(sha256, "tensor"))).isEqualTo("weights");
            assertThat(files()).containsExactly(sha256);

            database.jdbi().useHandle(handle -> handle.execute("DELETE FROM blob_chunk"));
            BlobRepository second = new BlobRepository(database, new BlobCache(folder, MEBIBYTE, steps), clock);

            assertThat(text(second.get(sha256, "tensor"))).isEqualTo("weights");
        }
    }

    @Test
    void aDamagedCopyIsReadFromTheDatabaseAgain() throws IOException {
        try (Database database = TestDatabase.fresh()) {
            BlobRepository blobs = new BlobRepository(database, new BlobCache(folder, MEBIBYTE, steps), clock);
            String sha256 = blobs.put(content("weights"));
            blobs.get(sha256, "tensor");
            Files.writeString(folder.resolve(sha256), "weighty");

            assertThat(text(blobs.get(sha256, "tensor"))).isEqualTo("weights");
            assertThat(folder.resolve(sha256)).hasContent("weights");
        }
    }

    @Test
    void beyondTheLimitTheFilesThatWereNotUsedForLongestAreDeleted() throws IOException {
        BlobCache cache = new BlobCache(folder, 3 * MEBIBYTE, steps);
        List<ByteBuffer> contents = Stream.of("a", "b", "c")
                .map(letter -> content(letter.repeat(MEBIBYTE)))
                .toList();
        contents.forEach(content -> {
            cache.keep(Sha256.hex(content.duplicate()), content);
            // the time of a file's last use is the cache's clock's
            assertThat(cache.find(Sha256.hex(content.duplicate()))).isNotNull();
        });
        assertThat(cache.find(Sha256.hex(contents.get(0).duplicate()))).isNotNull();

        ByteBuffer fourth = content("d".repeat(MEBIBYTE));
        cache.keep(Sha256.hex(fourth.duplicate()), fourth);

        assertThat(cache.find(Sha256.hex(contents.get(1).duplicate()))).isNull();
        assertThat(cache.find(Sha256.hex(contents.get(0).duplicate()))).isNotNull();
        assertThat(cache.find(Sha256.hex(contents.get(2).duplicate()))).isNotNull();
    }

    @Test
    void aFolderThatCannotBeMadeCachesNothing() throws IOException {
        Files.writeString(folder, "a file, and no folder");
        BlobCache cache = new BlobCache(folder, MEBIBYTE, steps);
        ByteBuffer content = content("weights");

        cache.keep(Sha256.hex(content.duplicate()), content);

        assertThat(cache.find(Sha256.hex(content.duplicate()))).isNull();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static ByteBuffer content(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content).toString();
    }
}
