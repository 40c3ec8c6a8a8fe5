package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of its own with a heap that never changes its size, so that what grows is native memory. */
public final class JavaProcess {

    private static final int HEAP_MEBIBYTES = 384;

    /** How long a process may take. */
    private static final int MINUTES = 5;

    private JavaProcess() {}

    /** The lines that a class prints which must end well. */
    public static List<String> lines(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> heap = List.of(
                JavaCommand.USUAL_COLLECTOR,
                "-Xms%sm".formatted(HEAP_MEBIBYTES),
                "-Xmx%sm".formatted(HEAP_MEBIBYTES),
                "-XX:+AlwaysPreTouch");
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(heap, main, List.of(arguments)))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        // its output ends with it, however it ends
        CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor())
                .as("after at most %s minutes: %s", MINUTES, printed)
                .isZero();
        return printed.lines().toList();
    }
}
