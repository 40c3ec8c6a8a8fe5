package dev.mixlab.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonWheelTest {

    private static final Path MODULE = Path.of("backend", "src", "main", "python", "mixlab.py");

    @TempDir
    private Path folder;

    /** The version of the program, which the client has too. */
    private static String version() throws IOException {
        Matcher version = Pattern.compile("<artifactId>mixlab</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void theRecordHasTheHashAndSizeOfEveryFile() throws IOException {
        String version = version();
        Path wheel = PythonWheel.write(MODULE, version, folder);
        assertThat(wheel).hasFileName("mixlab-%s-py3-none-any.whl".formatted(version));
        String about = "mixlab-%s.dist-info/".formatted(version);
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            assertThat(Collections.list(zip.entries()).stream().map(ZipEntry::getName))
                    .containsExactly("mixlab.py", about + "METADATA", about + "WHEEL", about + "RECORD");
            for (String line : text(zip, about + "RECORD").lines().toList()) {
                String[] fields = line.split(",", -1);
                if (fields[0].equals(about + "RECORD")) {
                    assertThat(fields).containsExactly(about + "RECORD", "", "");
                } else {
                    byte[] content = bytes(zip, fields[0]);
                    byte[] hash = HexFormat.of().parseHex(Sha256.hex(content));
                    assertThat(fields[1])
                            .isEqualTo("sha256="
                                    + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
                    assertThat(fields[2]).isEqualTo(String.valueOf(content.length));
                }
            }
            assertThat(text(zip, about + "METADATA").lines())
                    .contains("Name: mixlab", "Version: " + version, "Requires-Python: >=3.8");
            assertThat(text(zip, about + "WHEEL").lines()).contains("Wheel-Version: 1.0", "Tag: py3-none-any");
            assertThat(bytes(zip, "mixlab.py")).isEqualTo(Files.readAllBytes(MODULE));
        }
    }

    @Test
    void theSameClientGivesTheSameBytes() throws IOException {
        Path first = PythonWheel.write(MODULE, version(), folder.resolve("first"));
        Path second = PythonWheel.write(MODULE, version(), folder.resolve("second"));

        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void aClientOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> PythonWheel.write(MODULE, "9.9.9", folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mixlab.py", "9.9.9");
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(bytes(zip, name), StandardCharsets.UTF_8);
    }
}
