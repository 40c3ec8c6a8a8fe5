package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.text.EncodedExample;
import org.junit.jupiter.api.Test;

class HeadMapsTest {

    @Test
    void attentionsOfEveryHeadAgreeWithTheReference() {
        try (ReferenceModel reference = ReferenceModel.of("roberta");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            EncodedExample example =
                    ScoreEngineReferenceTest.example(reference.cases("single").get(1));
            HeadMaps maps = HeadMaps.of(model, example);
            float[] expected = reference.expected(example.id(), "attentions").floats();
            assertThat(maps.values()).containsExactly(expected, within(1e-6f));
            int tokens = example.length();
            int layer = 2;
            int head = 1;
            assertThat(maps.head(head).at(layer, 3, 4))
                    .isEqualTo(maps.values()[((layer * maps.heads() + head) * tokens + 3) * tokens + 4]);
        }
    }

    @Test
    void aHeadThatIsNotThereIsRefused() {
        HeadMaps maps = new HeadMaps(1, 2, 1, new float[] {1, 1});
        assertThatThrownBy(() -> maps.head(2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("head 2 of a model with 2 heads");
    }
}
