package dev.mixlab.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a head is fitted on, and what of it and of its settings is refused. */
class HeadFittingInputTest {

    @Test
    void noTextIsOnBothSidesAndWhatDoesNotFitIsCounted() {
        List<int[]> texts = new ArrayList<>(HeadFittingSamples.texts());
        texts.addAll(HeadFittingSamples.texts());
        texts.add(new int[] {2, 3});
        texts.add(new int[30]);

        HeadFittingText text = HeadFittingText.split(texts, 24, HeadFittingSamples.settings(1, 1));

        assertThat(text.leftOut()).isEqualTo(2);
        assertThat(text.heldOut().size() + text.train().size()).isEqualTo((int) HeadFittingSamples.texts().stream()
                .map(Arrays::toString)
                .distinct()
                .count());
        assertThat(text.heldOut()).hasSize((int)
                Math.ceil(0.2 * (text.heldOut().size() + text.train().size())));
    }

    @Test
    void tooFewTextsAreRefused() {
        List<int[]> same = Collections.nCopies(50, new int[] {2, 7, 8, 9, 3});

        assertThatThrownBy(() -> HeadFittingText.split(same, 24, HeadFittingSamples.settings(1, 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("fitting a head needs at least 10 different texts of 4 to 24 tokens, and there are 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"albert", "distilbert"})
    void aModelThatHasAHeadNeedsNone(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name)) {
            ModelFolder source = reference.source();
            EncoderConfig config = EncoderConfig.of(source);

            assertThatThrownBy(() -> MaskedLmHeads.addTo(source, config, 1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the model has a masked-LM head already");
        }
    }

    @Test
    void anEncoderWithDropoutIsNotFrozen() {
        ModelSource encoder = HeadFittingSamples.headless("bert_no_head");
        try (MaskedLanguageModel model = MaskedLmHeads.addTo(encoder, EncoderConfig.of(encoder), 1)) {
            assertThatThrownBy(() -> new HeadFitting(model, HeadFittingSamples.MASK, HeadFittingSamples.settings(1, 1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("its dropout must be 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "10, 0", "10, 0.6"})
    void settingsOutsideTheirRangeAreRefused(int every, double heldOut) {
        PretrainingSettings training = HeadFittingSamples.settings(1, 1).training();

        assertThatThrownBy(() -> new HeadFittingSettings(training, every, heldOut))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("fitting a head: ");
    }
}
