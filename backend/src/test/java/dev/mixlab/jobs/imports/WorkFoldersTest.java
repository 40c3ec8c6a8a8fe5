package dev.mixlab.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path parent;

    @Test
    void workingFoldersAndOldPartsAreDeletedAtTheStart() throws IOException {
        WorkFolders before = open();
        Path left = before.create();
        Files.writeString(left.resolve("config.json"), "{}");
        Path old = part("old.part", Duration.ofDays(7).plusSeconds(1));
        Path recent = part("recent.part", Duration.ofDays(6));

        open();

        assertThat(left).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void aFolderThatIsNotThereYetIsNoFault() {
        assertThat(new WorkFolders(parent.resolve("later"), Clock.fixed(NOW, ZoneOffset.UTC)).create())
                .isEmptyDirectory();
    }

    private WorkFolders open() {
        return new WorkFolders(parent, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path part(String name, Duration age) throws IOException {
        Path part = Files.createDirectories(open().parts()).resolve(name);
        Files.writeString(part, "half of a file");
        Files.setLastModifiedTime(part, FileTime.from(NOW.minus(age)));
        return part;
    }
}
