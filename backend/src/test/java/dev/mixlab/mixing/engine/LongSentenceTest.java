package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.JavaProcess;
import dev.mixlab.mixing.ScoreLongSentence;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 512 tokens, hidden size 64: DecompX's vectors of one start take 64 MiB. */
class LongSentenceTest {

    private static final int BUDGET = 80;

    /** What the allocator and the just-in-time compiler may add to the budget, MiB. */
    private static final int SLACK = 24;

    /** Most processes that are started until one has grown little. */
    private static final int PROCESSES = 3;

    private static final List<String> METHODS = List.of(
            "value_zeroing_cosine",
            "value_zeroing_l1_normalised",
            "attn",
            "globenc",
            "alti",
            "decompx_norm",
            "grad_x_input",
            "decompx",
            "attention_flow");

    @ParameterizedTest
    @EnumSource(Rows.class)
    void everyMethodStaysWithinTheBudgetOrSaysWhatIsTooLong(Rows rows) throws IOException, InterruptedException {
        Map<String, String> skipReasons = score(BUDGET, rows, METHODS);
        assertThat(skipReasons.remove("attention_flow"))
                .isEqualTo("attention_flow: example long: 512 tokens where at most 128 are feasible");
        assertThat(skipReasons)
                .allSatisfy((method, reason) -> assertThat(reason).isEmpty());
    }

    @Test
    void whatDoesNotFitIsRefusedByName() throws IOException, InterruptedException {
        Map<String, String> skipReasons = score(32, Rows.ALL, List.of("decompx", "value_zeroing_cosine"));
        assertThat(skipReasons)
                .containsEntry("value_zeroing_cosine", "")
                .containsEntry(
                        "decompx",
                        "decompx: example long: the vectors of 512 tokens take 65536 KiB, the memory budget is 32768 KiB");
    }

    /**
     * Scores in a process of its own and returns why each method refused. A process that grew too much is followed by another one: Java's
     * compiler takes memory beside some of them, and what the methods take is the least of all.
     */
    private static Map<String, String> score(int budget, Rows rows, List<String> methods)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(budget), rows.name()));
        arguments.addAll(methods);
        Map<String, String> skipReasons = new TreeMap<>();
        Map<String, Long> growth = new TreeMap<>();
        long limit = (budget + SLACK) * 1024L;
        for (int process = 0; process < PROCESSES; process++) {
            for (String line : JavaProcess.lines(ScoreLongSentence.class, arguments.toArray(String[]::new))) {
                String[] words = (line + " ").split(" ", 3);
                skipReasons.put(words[0], words[2].strip());
                growth.merge(words[0], Long.parseLong(words[1]), Math::min);
            }
            if (growth.values().stream().allMatch(kibibytes -> kibibytes < limit)) {
                break;
            }
        }
        assertThat(growth)
                .allSatisfy((method, kibibytes) -> assertThat(kibibytes).isLessThan(limit));
        assertThat(skipReasons).containsOnlyKeys(methods);
        return skipReasons;
    }
}
