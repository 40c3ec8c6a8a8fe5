package dev.mixlab.encoder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FreedMemoryTest {

    private static final int ARRAYS = 2_000;
    private static final int KILOBYTES_EACH = 100;

    /** Arrays of this size come from the C library's heap, between whose parts in use the free ones would stay. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatArraysTookIsGivenBackEvenBetweenArraysThatStay() throws IOException {
        try (NDManager lasting = TensorEngine.newManager()) {
            long full;
            try (NDManager passing = TensorEngine.newManager()) {
                for (int i = 0; i < ARRAYS; i++) {
                    NDManager owner = i % 100 == 0 ? lasting : passing;
                    owner.ones(new Shape(256L * KILOBYTES_EACH), DataType.FLOAT32);
                }
                full = residentKilobytes();
            }
            FreedMemory.giveBack();

            assertThat(full - residentKilobytes()).isGreaterThan(ARRAYS * KILOBYTES_EACH / 2);
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
