package dev.mixlab.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files of the reference set, and files made by hand. */
public final class Fixtures {

    private Fixtures() {}

    /** A path of the reference set in the test resources. */
    public static Path reference(String path) {
        return resource("/reference/" + path);
    }

    /** A folder of an input that was once read wrongly; its CASE.md says what is right. */
    public static Path fault(String name) {
        return resource("/faults/" + name);
    }

    private static Path resource(String path) {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource(path), path)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ModelFolder format(String name) {
        return ModelFolder.open(reference("formats/" + name));
    }

    /** The bytes of a safetensors file with any text as header and so many zeros as data. */
    public static byte[] safetensors(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    /** A folder of its own with the tiny configuration of the reference set and one more file. */
    public static Path folder(Path parent, String fileName, byte[] content) {
        try {
            Path folder = Files.createTempDirectory(parent, "model");
            Files.copy(reference("formats/bad/config.json"), folder.resolve("config.json"));
            Files.write(folder.resolve(fileName), content);
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
