package dev.mixlab.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.AllowedFolders.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedFoldersTest {

    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private AllowedFolders allowed;

    @BeforeEach
    void create() throws IOException {
        Path real = folder.toRealPath();
        root = Files.createDirectories(real.resolve("root"));
        outside = Files.createDirectories(real.resolve("root-of-others"));
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/pairs.csv"), "good,bad");
        Files.writeString(outside.resolve("pairs.csv"), "good,bad");
        allowed = new AllowedFolders("--data-root", List.of(root));
    }

    @Test
    void aPathIsReadBelowARootWhetherRelativeOrAbsolute() {
        assertThat(allowed.folder("a")).isEqualTo(root.resolve("a"));
        assertThat(allowed.folder(root.resolve("a/../a/b").toString())).isEqualTo(root.resolve("a/b"));
        assertThat(allowed.folder("")).isEqualTo(root);
        assertThat(allowed.folderOrFile("a/b/pairs.csv")).isEqualTo(root.resolve("a/b/pairs.csv"));
        assertThat(new AllowedFolders("--data-root", List.of(root.resolve("a"), outside)).folder(outside.toString()))
                .isEqualTo(outside);
    }

    @Test
    void whatIsNotBelowARootGetsOneMessageWhetherItIsThereOrNot() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), outside);
        for (String path : List.of(
                "..",
                "../root-of-others",
                outside.toString(),
                "link",
                "link/pairs.csv",
                "none",
                "/etc/passwd",
                "a\0b",
                "a/b/pairs.csv")) {
            assertThatThrownBy(() -> allowed.folder(path))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("there is no folder '%s' below a folder that may be read (--data-root)", path);
        }
    }

    @Test
    void withoutARootTheMessageSaysHowToAllowAFolder() {
        assertThatThrownBy(() -> new AllowedFolders("--data-root", List.of()).folder(root.toString()))
                .hasMessage(
                        "no folder of the server may be read, since it was started without --data-root: start it with "
                                + "--data-root DIR, the folder or one above it, or upload the files");
    }

    @Test
    void aRootMustBeAFolder() {
        assertThatThrownBy(() -> new AllowedFolders("--data-root", List.of(root.resolve("none"))))
                .hasMessage("--data-root %s: there is no such folder", root.resolve("none"));
        assertThatThrownBy(() -> new AllowedFolders("--data-root", List.of(root.resolve("a/b/pairs.csv"))))
                .hasMessage("--data-root %s: is not a folder", root.resolve("a/b/pairs.csv"));
    }

    @Test
    void aFileThatIsALinkOutIsRefused() throws IOException {
        Files.createSymbolicLink(root.resolve("a/inside.csv"), root.resolve("a/b/pairs.csv"));
        allowed.requireInside(root.resolve("a"), name -> name.endsWith(".csv"));
        Files.createSymbolicLink(root.resolve("a/outside.csv"), outside.resolve("pairs.csv"));
        assertThatThrownBy(() -> allowed.requireInside(root.resolve("a"), name -> name.endsWith(".csv")))
                .hasMessage("'outside.csv' in the folder 'a' is a link out of what may be read (--data-root)");
        allowed.requireInside(root.resolve("a"), name -> name.endsWith(".tsv"));
    }

    @Test
    void foldersWithAFileAreFoundAtMostFourLevelsDeep() throws IOException {
        Files.writeString(root.resolve("top.csv"), "");
        Files.createDirectories(root.resolve("1/2/3/4/5"));
        Files.writeString(root.resolve("1/2/3/4/pairs.csv"), "");
        Files.writeString(root.resolve("1/2/3/4/5/pairs.csv"), "");
        Files.createSymbolicLink(root.resolve("link"), outside);
        assertThat(allowed.foldersWith(name -> name.endsWith(".csv")))
                .containsExactly(
                        new Found(root.toString(), ""),
                        new Found(root.resolve("1/2/3/4").toString(), "1/2/3/4"),
                        new Found(root.resolve("a/b").toString(), "a/b"));
    }
}
