package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.SmallModels;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.InvalidScores;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkippedScoresTest {

    /** Room for DecompX's vectors of 9 tokens (4 bytes x 9 x 9 x 12), but not of 60 (169 KiB). */
    private static final MachineBudget BUDGET = MachineBudget.of(10_000);

    private static final List<String> METHODS = List.of("attn", "decompx_norm", "decompx");
    private static final List<EncodedExample> SENTENCES =
            List.of(SmallModels.sentence("long", 60), SmallModels.sentence("short", 9));

    @Test
    void aRefusedSentenceIsLeftWithoutTheMapAndWithTheReason() {
        List<ScoredExample> scored = score(InvalidScores.SKIP);

        assertThat(scored).extracting(ScoredExample::index).containsExactly(1, 0);
        assertThat(scored.get(0).maps()).extracting(MixingMap::method).isEqualTo(METHODS);
        assertThat(scored.get(0).skipReasons()).isEmpty();
        assertThat(scored.get(1).maps()).extracting(MixingMap::method).containsExactly("attn");
        assertThat(scored.get(1).skipReasons())
                .containsOnlyKeys("decompx_norm", "decompx")
                .allSatisfy((method, reason) ->
                        assertThat(reason).startsWith("decompx: example long: the vectors of 60 tokens"));
    }

    @Test
    void otherwiseTheFirstRefusalEndsTheScoring() {
        assertThatThrownBy(() -> score(InvalidScores.FAIL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("example long");
    }

    private static List<ScoredExample> score(InvalidScores invalidScores) {
        List<ScoredExample> all = new ArrayList<>();
        ScoreOptions standard = ScoreOptions.standard();
        ScoreOptions options =
                new ScoreOptions(BUDGET, standard.attribution(), standard.rows(), standard.seed(), invalidScores);
        try (MaskedLanguageModel model = SmallModels.of("bert", Precision.FLOAT32, SmallModels.USUAL_WEIGHTS);
                ScoreEngine engine = new ScoreEngine(model, ScoringMethods.of(METHODS), options)) {
            engine.score(SENTENCES, all::add, () -> false);
        }
        return all;
    }
}
