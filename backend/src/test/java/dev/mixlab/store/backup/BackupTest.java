package dev.mixlab.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.common.Sha256;
import dev.mixlab.run.Run;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.run.TrainingStateFiles;
import dev.mixlab.store.run.TrainingStateRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final byte[] WEIGHTS = new byte[3_000_000];
    private static final byte[] STATE = new byte[200_000];

    static {
        new Random(1).nextBytes(WEIGHTS);
        new Random(2).nextBytes(STATE);
    }

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("data");
    }

    private static TrainingStateFiles states(Path folder, Database database) {
        return new TrainingStateFiles(
                folder.resolve("training-states"), new TrainingStateRepository(database), database::flush);
    }

    private static Run fill(Path folder, Database database) {
        new BlobRepository(database, Clock.systemUTC()).put(ByteBuffer.wrap(WEIGHTS));
        Run run = new RunJournalRepository(database, Clock.systemUTC()).create(Samples.spec("first"));
        states(folder, database).save(run.id(), 2, out -> out.write(STATE));
        return run;
    }

    private Path backup() throws IOException {
        Path file = temporary.resolve("backup.zip");
        try (Database database = Database.open(folder())) {
            fill(folder(), database);
            try (OutputStream out = Files.newOutputStream(file)) {
                database.backUp(folder(), Clock.systemUTC(), out);
            }
        }
        return file;
    }

    private static void requireContent(Path folder, Run run) throws IOException {
        try (Database database = Database.open(folder)) {
            assertThat(new RunRepository(database).get(run.id())).isEqualTo(run);
            String sha256 = Sha256.hex(WEIGHTS);
            assertThat(new BlobRepository(database, Clock.systemUTC()).get(sha256, "the weights"))
                    .isEqualTo(ByteBuffer.wrap(WEIGHTS));
            Saved saved = states(folder, database).latest(run.id()).orElseThrow();
            assertThat(saved.epoch()).isEqualTo(2);
            try (var bytes = saved.bytes()) {
                assertThat(bytes.readAllBytes()).isEqualTo(STATE);
            }
        }
    }

    @Test
    void whatWasBackedUpWhileTheDatabaseWasInUseIsRestored() throws IOException {
        Path file = temporary.resolve("backup.zip");
        Run run;
        try (Database database = Database.open(folder())) {
            run = fill(folder(), database);
            try (OutputStream out = Files.newOutputStream(file)) {
                database.backUp(folder(), Clock.systemUTC(), out);
            }
            new RunJournalRepository(database, Clock.systemUTC()).create(Samples.spec("later"));
        }
        Path restored = temporary.resolve("restored");

        long bytes = new BackupReader(file).restore(restored);

        assertThat(bytes).isEqualTo(new BackupReader(file).verify()).isGreaterThan(WEIGHTS.length + STATE.length);
        requireContent(restored, run);
        try (Database database = Database.open(restored)) {
            assertThat(new RunRepository(database)
                            .list(null, new PageRequest(0, 10))
                            .total())
                    .isEqualTo(1);
        }
        assertThat(folder()).isDirectoryNotContaining("glob:**.backup-part");
    }

    @Test
    void aClosedFolderIsBackedUpAsItIs() throws IOException {
        Run run;
        try (Database database = Database.open(folder())) {
            run = fill(folder(), database);
        }
        Path file = temporary.resolve("backup.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            Database.backUp(folder(), out);
        }
        Path restored = Files.createDirectories(temporary.resolve("empty"));
        new BackupReader(file).restore(restored);
        requireContent(restored, run);
    }

    @Test
    void aFolderWithoutDatabaseIsNotBackedUp() {
        assertThatThrownBy(() -> Database.backUp(folder(), OutputStream.nullOutputStream()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no database");
        assertThat(folder()).doesNotExist();
    }

    @Test
    void nothingIsRestoredOverWhatIsThere() throws IOException {
        Path file = backup();
        Path restored = Files.createDirectories(temporary.resolve("restored"));
        Files.writeString(restored.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> new BackupReader(file).restore(restored))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not empty");
        assertThat(restored).isDirectoryContaining("glob:**mine.txt");
    }

    /** Writes a backup again with its entries changed. */
    private Path changed(Path file, Map<String, byte[]> changes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        changes.forEach((name, content) -> {
            if (content.length == 0) {
                entries.remove(name);
            } else {
                entries.put(name, content);
            }
        });
        Path changed = temporary.resolve("changed.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return changed;
    }

    private void requireRefused(Path file, String message) {
        Path restored = temporary.resolve("restored");
        assertThatThrownBy(() -> new BackupReader(file).restore(restored))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
        assertThat(restored).doesNotExist();
        assertThat(temporary.resolve("restored.restore-part")).doesNotExist();
    }

    @Test
    void aDamagedBackupIsRefusedAndLeavesNothing() throws IOException {
        Path file = backup();
        byte[] database = Files.readAllBytes(folder().resolve("mixlab.mv.db"));
        database[database.length / 2] ^= 1;
        requireRefused(changed(file, Map.of("mixlab.mv.db", database)), "mixlab.mv.db has the SHA-256");
        requireRefused(changed(file, Map.of("mixlab.mv.db", new byte[0])), "its files are not those that it names");
        requireRefused(changed(file, Map.of("../outside", database)), "its files are not those that it names");
        requireRefused(changed(file, Map.of("mixlab-backup.json", new byte[0])), "it has no mixlab-backup.json");
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(temporary.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - 100));
        requireRefused(cut, "is no backup that can be read");
        requireRefused(temporary.resolve("none.zip"), "is no backup that can be read");
        byte[] newer = "{\"format\":2,\"createdAt\":\"x\",\"files\":[]}".getBytes(StandardCharsets.UTF_8);
        requireRefused(changed(file, Map.of("mixlab-backup.json", newer)), "is a backup of format 2");
    }
}
