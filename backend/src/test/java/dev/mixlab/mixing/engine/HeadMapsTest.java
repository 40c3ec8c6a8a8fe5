package dev.mixlab.mixing.engine;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.SmallModels;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadMapsTest {

    @Test
    void attentionsOfEveryHeadAgreeWithTheReference() {
        try (ReferenceModel reference = ReferenceModel.of("roberta");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            EncodedExample example =
                    ScoreEngineReferenceTest.example(reference.cases("single").get(1));
            HeadMaps maps = HeadMaps.of(model, ContextMixingMethods.withSingleHeads("attn"), example);
            float[] expected = reference.expected(example.id(), "attentions").floats();
            assertThat(maps.raw()).containsExactly(expected, within(1e-6f));
            int tokens = example.length();
            int layer = 2;
            int head = 1;
            assertThat(maps.head(head).at(layer, 3, 4))
                    .isEqualTo(maps.raw()[((layer * maps.heads() + head) * tokens + 3) * tokens + 4]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "contribution_weights, contribution_weights_heads, FLOAT32, 1e-5",
        "contribution_weights, contribution_weights_heads, FLOAT64, 1e-6",
        "value_zeroing_cosine, value_zeroing_heads_cosine_raw, FLOAT64, 1e-6"
    })
    void mapsOfEveryHeadAgreeWithTheReference(String method, String tensor, Precision precision, double tolerance) {
        for (String family : List.of("bert", "roberta", "electra")) {
            try (ReferenceModel reference = ReferenceModel.beyond(family);
                    MaskedLanguageModel model = reference.load(precision)) {
                reference.cases("single").forEach(entry -> {
                    EncodedExample example = ScoreEngineReferenceTest.example(entry);
                    HeadMaps maps = HeadMaps.of(model, ContextMixingMethods.withSingleHeads(method), example);
                    assertThat(relativeDifference(
                                    maps.raw(),
                                    reference.expected(example.id(), tensor).floats()))
                            .as(family + " " + example.id())
                            .isLessThan(tolerance);
                });
            }
        }
    }

    @Test
    void rowsOfSharesAddUpToOneAndRowsOfZerosStay() {
        MethodInfo zeroing =
                ContextMixingMethods.withSingleHeads("value_zeroing_cosine").info();
        HeadMaps maps = new HeadMaps(zeroing, 1, 1, 2, new float[] {0.25f, 0.75f, 0, 0});
        MixingMap head = maps.head(0);
        assertThat(head.method()).isEqualTo("value_zeroing_cosine_head_0");
        assertThat(head.values()).containsExactly(0.25f, 0.75f, 0, 0);
        assertThat(new HeadMaps(zeroing, 1, 1, 2, new float[] {1, 3, 2, 2})
                        .head(0)
                        .values())
                .containsExactly(0.25f, 0.75f, 0.5f, 0.5f);
    }

    @Test
    void headsWithoutOutputHaveNoContributions() {
        try (MaskedLanguageModel model = SmallModels.of("bert", Precision.FLOAT32, 0)) {
            HeadMaps maps = HeadMaps.of(
                    model,
                    ContextMixingMethods.withSingleHeads("contribution_weights"),
                    SmallModels.sentence("five", 5));
            assertThat(maps.raw()).isNotEmpty().containsOnly(0);
        }
    }

    @Test
    void methodsWithoutSingleHeadsAreRefused() {
        assertThatThrownBy(() -> ContextMixingMethods.withSingleHeads("alti"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("single heads exist for value_zeroing_cosine, attn, contribution_weights, not for alti");
    }

    @Test
    void aHeadThatIsNotThereIsRefused() {
        HeadMaps maps =
                new HeadMaps(ContextMixingMethods.withSingleHeads("attn").info(), 1, 2, 1, new float[] {1, 1});
        assertThatThrownBy(() -> maps.head(2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("head 2 of a model with 2 heads");
    }
}
