package dev.mixlab.weights.pickle;

import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PickleProperties {

    /** Whatever byte of a file is changed to whatever other: it is read, or refused by an error of the program's own. */
    @Property(tries = 400)
    void oneWrongByteIsReadOrRefused(
            @ForAll boolean zip, @ForAll @IntRange(min = 0, max = 1 << 20) int at, @ForAll byte value)
            throws IOException {
        String format = zip ? "bin_zip" : "bin_legacy";
        byte[] content = Files.readAllBytes(Fixtures.reference("formats/" + format + "/pytorch_model.bin"));
        content[at % (content.length / 3)] = value;
        Path folder = Files.createTempDirectory("mixlab-pickle");
        Path file = Files.write(folder.resolve("pytorch_model.bin"), content);
        try {
            PickledFile.tensors(file).forEach((name, tensor) -> tensor.read(name));
        } catch (WeightFileException refused) {
            // as it should be
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }
}
