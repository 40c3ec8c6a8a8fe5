package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own with a heap that never changes its size, so that what grows is native memory. */
public final class JavaProcess {

    private static final int HEAP_MEBIBYTES = 384;

    private JavaProcess() {}

    /** The lines that a class prints which must end well. */
    public static List<String> lines(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> heap = List.of(
                "-Xms%sm".formatted(HEAP_MEBIBYTES), "-Xmx%sm".formatted(HEAP_MEBIBYTES), "-XX:+AlwaysPreTouch");
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(heap, main, List.of(arguments)))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.lines().toList();
    }
}
