package dev.mixlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the peak resident size of this process since the last reset, from Linux's proc file system. */
public final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FORGET = Path.of("/proc/self/clear_refs");

    private PeakMemory() {}

    /** Resets the peak to the current resident size. */
    public static void forget() {
        try {
            Files.writeString(FORGET, "5");
        } catch (IOException unknown) {
            // the peak of the whole process is reported then, which is larger, never smaller
        }
    }

    /** Returns the peak in bytes, or null on a system without the proc file system. */
    public static @Nullable Long bytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(null);
        } catch (IOException unknown) {
            return null;
        }
    }
}
