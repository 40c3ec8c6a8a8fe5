package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScoringMemoryTest {

    /** What the allocator and the just-in-time compiler may still add after a whole pass, KiB; one sentence's maps are 10. */
    private static final long SLACK = 24 << 10;

    @Test
    void scoringTheSampleTestHalfAgainTakesNoMoreMemory() throws IOException, InterruptedException {
        long[] figures = scoreTwice("value_zeroing_cosine", "attn");

        assertThat(figures[0]).isEqualTo(2000);
        assertThat(figures[2]).isLessThan(figures[1] + SLACK);
    }

    private static long[] scoreTwice(String... methods) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms384m",
                "-Xmx384m",
                "-XX:+AlwaysPreTouch",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                ScoreTwice.class.getName()));
        command.addAll(List.of(methods));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(printed).isZero();
        return List.of(printed.substring(printed.lastIndexOf('\n') + 1).split(" ")).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
