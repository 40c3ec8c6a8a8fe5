package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.JavaProcess;
import dev.mixlab.mixing.ScoreTwice;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoringMemoryTest {

    /** What the allocator and the just-in-time compiler may still add after a whole pass, KiB; one sentence's maps are 10. */
    private static final long SLACK = 24 << 10;

    @Test
    void scoringTheSampleTestHalfAgainTakesNoMoreMemory() throws IOException, InterruptedException {
        long[] figures = scoreTwice("value_zeroing_cosine", "attn");

        assertThat(figures[0]).isEqualTo(2000);
        // the allocator may take more once, in either pass; what leaks does so in both
        assertThat(Math.min(figures[2] - figures[1], figures[3] - figures[2])).isLessThan(SLACK);
    }

    private static long[] scoreTwice(String... methods) throws IOException, InterruptedException {
        List<String> lines = JavaProcess.lines(ScoreTwice.class, methods);
        return List.of(lines.get(lines.size() - 1).split(" ")).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
