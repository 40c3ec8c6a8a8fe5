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

    private static Map<String, String> score(int budget, Rows rows, List<String> methods)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(budget), rows.name()));
        arguments.addAll(methods);
        Map<String, String> skipReasons = new TreeMap<>();
        for (String line : JavaProcess.lines(ScoreLongSentence.class, arguments.toArray(String[]::new))) {
            String[] words = (line + " ").split(" ", 3);
            skipReasons.put(words[0], words[2].strip());
            assertThat(Long.parseLong(words[1])).as(line).isLessThan((budget + SLACK) * 1024L);
        }
        assertThat(skipReasons).containsOnlyKeys(methods);
        return skipReasons;
    }
}
