package dev.mixlab.evaluation.randomisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomisedPartTest {

    static Stream<ReferenceModel> models() {
        return Stream.concat(
                Stream.of("bert", "roberta", "electra").map(ReferenceModel::of),
                Stream.of("distilbert", "xlm-roberta", "camembert").map(ReferenceModel::beyond));
    }

    private static Map<String, Tensor> tensors(MaskedLanguageModel model) {
        return model.export().stream()
                .collect(Collectors.toMap(tensor -> tensor.info().name(), Function.identity()));
    }

    /** Names of matrices and tables, which are drawn; biases become 0 and gains 1, which they may have been. */
    private static List<String> matrices(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .map(Tensor::info)
                .filter(info -> info.shape().size() == 2)
                .map(TensorInfo::name)
                .toList();
    }

    private static Map<String, Tensor> reinitialised(MaskedLanguageModel model, RandomisedPart part, long seed) {
        try (MaskedLanguageModel other = part.reinitialise(model, seed)) {
            return tensors(other);
        }
    }

    private static Predicate<String> ofLayers(EncoderConfig config, int first) {
        WeightNames names = config.family().weights();
        return name -> Stream.iterate(first, layer -> layer < config.layers(), layer -> layer + 1)
                .anyMatch(layer -> name.startsWith(names.layers().prefix(layer)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void headLayersFromTheTopAndEmbeddingsAreDrawnOneAfterTheOther(ReferenceModel reference) {
        try (reference;
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            EncoderConfig config = model.config();
            Map<String, Tensor> trained = tensors(model);
            for (RandomisedPart part : RandomisedPart.values()) {
                Map<String, Tensor> other = reinitialised(model, part, 7);
                Predicate<String> top = ofLayers(config, config.layers() - part.layers(config));
                Predicate<String> any = ofLayers(config, 0);
                assertThat(other.keySet()).isEqualTo(trained.keySet());
                for (String name : matrices(trained)) {
                    boolean drawn = config.family().weights().head().owns(name)
                            || top.test(name)
                            || (part == RandomisedPart.EVERYTHING && !any.test(name));
                    assertThat(Objects.requireNonNull(other.get(name)).equals(trained.get(name)))
                            .as("%s of %s is kept in %s", name, config.family(), part)
                            .isEqualTo(!drawn);
                }
            }
        }
    }

    @Test
    void layersThatShareTheirWeightsAreDrawnTogether() {
        try (ReferenceModel reference = ReferenceModel.beyond("albert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            Predicate<String> ofLayer = ofLayers(model.config(), 0);
            Map<String, Tensor> trained = tensors(model);
            Map<String, Tensor> quarter = reinitialised(model, RandomisedPart.QUARTER, 7);

            assertThat(quarter).isEqualTo(reinitialised(model, RandomisedPart.LAYERS, 7));
            assertThat(matrices(trained))
                    .anyMatch(ofLayer)
                    .filteredOn(ofLayer)
                    .allSatisfy(name -> assertThat(quarter.get(name)).isNotEqualTo(trained.get(name)));
        }
    }

    @Test
    void whatIsDrawnDependsOnSeedAndNameAlone() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            Predicate<String> topHalf = RandomisedPart.HALF.parameters(model.config());
            Map<String, Tensor> half = reinitialised(model, RandomisedPart.HALF, 7);
            Map<String, Tensor> all = reinitialised(model, RandomisedPart.EVERYTHING, 7);
            Map<String, Tensor> otherSeed = reinitialised(model, RandomisedPart.EVERYTHING, 8);

            assertThat(half.keySet())
                    .anyMatch(topHalf)
                    .filteredOn(topHalf)
                    .allSatisfy(name -> assertThat(half.get(name)).isEqualTo(all.get(name)));
            assertThat(matrices(all))
                    .allSatisfy(name -> assertThat(otherSeed.get(name)).isNotEqualTo(all.get(name)));
            assertThat(matrices(all).stream().map(all::get).map(Tensor::floats).map(values -> values[1]))
                    .as("no two matrices begin alike")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void halfOfAnOddNumberOfLayersIsRoundedUp() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            int layers = model.config().layers();
            assertThat(Stream.of(RandomisedPart.values()).map(part -> part.layers(model.config())))
                    .containsExactly(0, (layers + 3) / 4, (layers + 1) / 2, (3 * layers + 3) / 4, layers, layers);
        }
    }
}
