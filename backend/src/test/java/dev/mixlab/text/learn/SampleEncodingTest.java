package dev.mixlab.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.RunningText;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleEncodingTest {

    @Test
    void noSampleExampleIsDroppedWithTokenizersOfTheSizeOfTheBuiltInModels() {
        List<String> whole = RunningText.agreeingWords();
        for (byte[] file :
                List.of(WordPieceLearner.learn(text(), 4000, whole), ByteLevelBpeLearner.learn(text(), 4000, whole))) {
            try (ExampleEncoder encoder = ExampleEncoder.of(file)) {
                assertThat(SampleData.create().examples())
                        .allMatch(example -> encode(encoder, example) instanceof Encoding.Encoded);
            }
        }
    }

    private static Encoding encode(ExampleEncoder encoder, AgreementExample example) {
        return encoder.encode(example.id(), example.sentence(), example.target(), example.cues(), example.bad());
    }

    private static Stream<String> text() {
        return RunningText.sentences(1).limit(30_000);
    }
}
