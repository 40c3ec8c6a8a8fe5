package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.Batch;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelInMemory;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family is trained as a whole: the gradient of each of its parameters is the limit of differences of the loss. */
class FamilyFineTuningTest {

    private static final double STEP = 1e-5;

    @TempDir
    Path temporary;

    /** Among ALBERT's parameters is the one set of weights of all layers, whose gradient is the sum over the layers. */
    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "albert", "xlm-roberta", "camembert", "bert_gelu_new", "bert_relu"})
    void theGradientIsTheLimitOfDifferences(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = withoutDropout(reference.source(), Precision.FLOAT64)) {
            List<EncodedExample> examples = examples(reference);
            Map<String, double[]> gradients = gradients(model, examples);
            for (Parameter parameter : model.encoder().getParameters().values()) {
                NDArray weight = parameter.getArray().stopGradient();
                double[] gradient = Objects.requireNonNull(gradients.get(parameter.getName()));
                long element = largest(gradient);
                assertThat(gradient[(int) element])
                        .as("%s, element %s", parameter.getName(), element)
                        .isCloseTo(difference(model, examples, weight, element), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "albert", "xlm-roberta", "camembert", "bert_gelu_new", "bert_relu"})
    void aFineTunedModelIsWrittenUnderGenuineNamesAndReadBack(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = MaskedLanguageModel.load(reference.source(), Precision.FLOAT32)) {
            List<EncodedExample> examples = examples(reference);
            FineTuningSettings settings = new FineTuningSettings(1e-2, 0.1, 5, 2, 3, 1e-6, 0);
            List<Double> losses = new ArrayList<>();
            FineTuningListener listener = new FineTuningListener() {
                @Override
                public void epoch(EpochMetrics metrics) {
                    losses.add(metrics.testLoss());
                }
            };
            double before = Accuracy.of(model, examples, () -> false).loss();
            new FineTuning(model, settings).run(examples, examples, listener, () -> false);
            assertThat(losses.get(losses.size() - 1)).isLessThan(before);

            HuggingFaceFolder.write(
                    temporary, new ModelInMemory(reference.source().config(), null, model.export()));

            ModelFolder written = ModelFolder.open(temporary);
            List<String> published = reference.source().tensors().stream()
                    .map(TensorInfo::name)
                    .filter(tensor -> !tensor.startsWith("lm_head.decoder."))
                    .toList();
            assertThat(written.tensors()).extracting(TensorInfo::name).containsExactlyElementsOf(published);
            try (MaskedLanguageModel read = MaskedLanguageModel.load(written, Precision.FLOAT32)) {
                assertThat(Accuracy.of(read, examples, () -> false))
                        .isEqualTo(Accuracy.of(model, examples, () -> false));
            }
        }
    }

    private static List<EncodedExample> examples(ReferenceModel reference) {
        return reference.cases("single").stream()
                .map(ScoreEngineReferenceTest::example)
                .toList();
    }

    private static MaskedLanguageModel withoutDropout(ModelSource source, Precision precision) {
        return MaskedLanguageModel.load(source, EncoderConfig.of(source).withDropout(0, 0), precision);
    }

    private static Map<String, double[]> gradients(MaskedLanguageModel model, List<EncodedExample> examples) {
        try (InPlaceTrainer trainer = InPlaceTrainer.open(
                model,
                new AgreementLoss(),
                manager -> AdamW.builder(manager, new WarmUpLinear(0, 0, 1)).build())) {
            List<Integer> all = IntStream.range(0, examples.size()).boxed().toList();
            for (Batch batch : new AgreementBatches(model, examples, List.of(all)).getData(trainer.getManager())) {
                try (batch) {
                    EasyTrain.trainBatch(trainer, batch);
                }
            }
            return model.encoder().getParameters().values().stream()
                    .collect(Collectors.toMap(
                            Parameter::getName,
                            parameter -> parameter.getArray().getGradient().toDoubleArray()));
        }
    }

    private static long largest(double[] values) {
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            found = Math.abs(values[i]) > Math.abs(values[found]) ? i : found;
        }
        return found;
    }

    private static double difference(
            MaskedLanguageModel model, List<EncodedExample> examples, NDArray weight, long element) {
        try (NDArray flat = weight.reshape(-1)) {
            double value = flat.getDouble(element);
            flat.set(new NDIndex("{}", element), value + STEP);
            double above = loss(model, examples);
            flat.set(new NDIndex("{}", element), value - STEP);
            double below = loss(model, examples);
            flat.set(new NDIndex("{}", element), value);
            return (above - below) / (2 * STEP);
        }
    }

    private static double loss(MaskedLanguageModel model, List<EncodedExample> examples) {
        try (NDManager scope = TensorEngine.newManager()) {
            NDList inputs = AgreementBatches.inputs(model, scope, examples);
            NDList logits = model.encoder().forward(new ParameterStore(scope, false), inputs, false);
            return new AgreementLoss().evaluate(new NDList(), logits).getDouble();
        }
    }
}
