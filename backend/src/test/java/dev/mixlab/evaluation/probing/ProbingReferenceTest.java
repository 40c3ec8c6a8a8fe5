package dev.mixlab.evaluation.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.probing.code.CodingListener;
import dev.mixlab.evaluation.probing.code.MlpLearner;
import dev.mixlab.evaluation.probing.code.OnlineCode;
import dev.mixlab.evaluation.probing.code.ProbeSettings;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbingReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void theStatesAreThoseOfTheReferenceAtTheTargets(String name) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            List<EncodedExample> examples =
                    reference.cases("single").stream().map(Examples::of).toList();
            TargetStates states = TargetStates.of(model, examples, MachineBudget.ofMachine(), () -> false);
            int hidden = model.config().hidden();
            for (int i = 0; i < examples.size(); i++) {
                EncodedExample example = examples.get(i);
                float[] expected =
                        reference.expected(example.id(), "hidden_states").floats();
                for (int layer = 0; layer <= model.config().layers(); layer++) {
                    int start = (layer * example.length() + example.target()) * hidden;
                    assertThat(states.layers()[layer][i])
                            .containsExactly(Arrays.copyOfRange(expected, start, start + hidden), within(6e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "electra")
    void everyLayerHasACodeOfItsLabelsAndOfDealtOutOnes(String name) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            List<EncodedExample> examples =
                    reference.cases("single").stream().map(Examples::of).toList();
            List<@Nullable String> numbers = IntStream.range(0, examples.size())
                    .<@Nullable String>mapToObj(i -> i % 2 == 0 ? "singular" : "plural")
                    .collect(Collectors.toList());
            TargetStates states = TargetStates.of(model, examples, MachineBudget.ofMachine(), () -> false);

            List<Probing.LayerResult> results = small().of(states, numbers, CodingListener.none());

            assertThat(results).hasSize(model.config().layers() + 1);
            assertThat(results).allSatisfy(result -> {
                assertThat(result.labels().uniform()).isEqualTo(examples.size());
                assertThat(result.control().total()).isPositive();
            });
        }
    }

    private static Probing small() {
        ProbeSettings settings = new ProbeSettings(4, 1e-3, 4, 2, 2, 0.5);
        return new Probing(new OnlineCode(new MlpLearner(settings), OnlineCode.STANDARD_SHARES), 1, 2);
    }
}
