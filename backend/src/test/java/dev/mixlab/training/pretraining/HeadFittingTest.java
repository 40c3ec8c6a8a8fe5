package dev.mixlab.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.training.Seeds;
import dev.mixlab.training.TrainingState;
import dev.mixlab.training.pretraining.Masking.Masked;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadFittingTest {

    @TempDir
    Path temporary;

    @Test
    void theLossFallsWhileTheEncoderStaysAsItIs() {
        ModelSource encoder = HeadFittingSamples.headless("bert_no_head");
        List<Integer> steps = new ArrayList<>();
        HeadFittingListener listener = new HeadFittingListener() {
            @Override
            public void step(int step, int all, double loss) {
                steps.add(step);
                assertThat(all).isEqualTo(60);
                assertThat(loss).isPositive();
            }
        };
        try (MaskedLanguageModel model = HeadFittingSamples.withNewHead(encoder, 1)) {
            List<Tensor> before = model.export();

            List<HeadFittingPoint> curve = HeadFittingSamples.fit(model, HeadFittingSamples.settings(60, 1), listener);

            assertThat(steps).isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
            assertThat(curve).extracting(HeadFittingPoint::step).containsExactly(0, 25, 50, 60);
            HeadFittingPoint first = curve.get(0);
            HeadFittingPoint last = curve.get(curve.size() - 1);
            assertThat(first.trainLoss()).isNaN();
            assertThat(last.trainLoss()).isLessThan(curve.get(1).trainLoss());
            assertThat(last.heldOutLoss()).isLessThan(first.heldOutLoss() - 0.5);
            assertThat(last.heldOutAccuracy())
                    .isGreaterThan(first.heldOutAccuracy() + 0.1)
                    .isLessThanOrEqualTo(1);
            WeightNames names = model.config().family().weights();
            List<Tensor> after = model.export();
            for (int i = 0; i < before.size(); i++) {
                boolean same =
                        Arrays.equals(before.get(i).floats(), after.get(i).floats());
                assertThat(same)
                        .as(before.get(i).name())
                        .isNotEqualTo(names.head().owns(before.get(i).name()));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameHeadAndAnotherAnother() {
        Fitted one = fitted(3);

        Fitted again = fitted(3);
        Fitted other = fitted(4);

        assertThat(again.curve()).isEqualTo(one.curve());
        assertThat(again.head()).isEqualTo(one.head());
        assertThat(other.curve()).isNotEqualTo(one.curve());
        assertThat(other.head()).isNotEqualTo(one.head());
    }

    @Test
    void aFittingThatGoesOnFromAnyStateGivesTheSameHeadAndCurve() {
        List<TrainingState> states = new ArrayList<>();
        HeadFittingListener keeping = new HeadFittingListener() {
            @Override
            public boolean wantsStates() {
                return true;
            }

            @Override
            public void state(TrainingState state) {
                states.add(state);
            }
        };
        HeadFittingSettings settings = HeadFittingSamples.settings(60, 1);
        try (MaskedLanguageModel whole =
                HeadFittingSamples.withNewHead(HeadFittingSamples.headless("bert_no_head"), 1)) {
            List<HeadFittingPoint> curve = HeadFittingSamples.fit(whole, settings, keeping);
            assertThat(states).extracting(TrainingState::step).containsExactly(25, 50, 60);
            HeadFittingText text = HeadFittingText.split(
                    HeadFittingSamples.texts(), whole.config().maxTokens(), settings);

            for (int place = 0; place < states.size(); place++) {
                try (MaskedLanguageModel model =
                        HeadFittingSamples.withNewHead(HeadFittingSamples.headless("bert_no_head"), 9)) {
                    List<HeadFittingPoint> rest = new HeadFitting(model, HeadFittingSamples.MASK, settings)
                            .run(text, HeadFittingListener.NONE, () -> false, states.get(place));

                    assertThat(rest).isEqualTo(curve.subList(place + 2, curve.size()));
                    assertThat(model.export()).isEqualTo(whole.export());
                }
            }
        }
    }

    /** Accuracy and loss, computed one sentence after another in double precision from the logits. */
    @Test
    void theHeldOutFiguresAreThoseOfASlowerComputation() {
        HeadFittingSettings settings = HeadFittingSamples.settings(40, 1);
        try (MaskedLanguageModel model =
                HeadFittingSamples.withNewHead(HeadFittingSamples.headless("bert_no_head"), 1)) {
            List<HeadFittingPoint> curve = HeadFittingSamples.fit(model, settings, HeadFittingListener.NONE);
            HeadFittingText text = HeadFittingText.split(
                    HeadFittingSamples.texts(), model.config().maxTokens(), settings);
            Masking masking =
                    new Masking(HeadFittingSamples.MASK, model.config().vocabulary());
            int right = 0;
            int all = 0;
            double loss = 0;
            for (Masked masked : masked(text.heldOut(), masking)) {
                for (int i = 0; i < masked.positions().length; i++) {
                    double[] logits = logits(model, masked.ids(), masked.positions()[i]);
                    int label = masked.labels()[i];
                    double most = Arrays.stream(logits).max().orElseThrow();
                    double sum = Arrays.stream(logits)
                            .map(logit -> Math.exp(logit - most))
                            .sum();
                    loss -= logits[label] - most - Math.log(sum);
                    right += logits[label] == most ? 1 : 0;
                    all++;
                }
            }

            HeadFittingPoint last = curve.get(curve.size() - 1);
            assertThat(last.heldOutAccuracy()).isEqualTo((double) right / all);
            assertThat(last.heldOutLoss()).isCloseTo(loss / all, within(1e-5));
        }
    }

    private static List<Masked> masked(List<int[]> texts, Masking masking) {
        List<Masked> masked = new ArrayList<>();
        IntStream lengths =
                texts.stream().mapToInt(ids -> ids.length).distinct().sorted();
        lengths.forEach(length -> {
            Random random = new Random(Seeds.of(1, "held-out masks", length));
            int count = masking.count(length, random);
            texts.stream()
                    .filter(ids -> ids.length == length)
                    .forEach(ids -> masked.add(masking.applyMaskOnly(ids, count, random)));
        });
        return masked;
    }

    private static double[] logits(MaskedLanguageModel model, int[] ids, int position) {
        try (NDManager scope = model.manager().newSubManager()) {
            NDArray hidden = model.walk(model.batch(scope, List.of(ids)), (layer, trace) -> {});
            NDArray logits = model.logits(hidden.get(":, " + position + ":" + (position + 1)));
            float[] values = logits.toFloatArray();
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }
    }

    private record Fitted(List<HeadFittingPoint> curve, List<Tensor> head) {}

    private static Fitted fitted(long seed) {
        try (MaskedLanguageModel model =
                HeadFittingSamples.withNewHead(HeadFittingSamples.headless("bert_no_head"), seed)) {
            List<HeadFittingPoint> curve =
                    HeadFittingSamples.fit(model, HeadFittingSamples.settings(10, seed), HeadFittingListener.NONE);
            return new Fitted(curve, model.exportHead());
        }
    }

    /** An encoder of any family whose file had neither head nor prefix becomes a model under its family's published names. */
    @ParameterizedTest
    @CsvSource({
        "bert_no_head, BertForMaskedLM",
        "distilbert, DistilBertForMaskedLM",
        "albert, AlbertForMaskedLM",
        "xlm-roberta, XLMRobertaForMaskedLM",
        "camembert, CamembertForMaskedLM"
    })
    void theFittedModelIsWrittenUnderGenuineNamesAndLoads(String name, String architecture) {
        ModelSource encoder = HeadFittingSamples.headless(name);
        assertThat(MaskedLmHeads.isIn(encoder)).isFalse();
        try (MaskedLanguageModel model = HeadFittingSamples.withNewHead(encoder, 1)) {
            HeadFittingSamples.fit(model, HeadFittingSamples.settings(3, 1), HeadFittingListener.NONE);

            HuggingFaceFolder.write(temporary, new FittedModel(encoder, model));

            ModelFolder written = ModelFolder.open(temporary);
            assertThat(written.config().path("architectures").toString()).isEqualTo("[\"" + architecture + "\"]");
            assertThat(written.config().path("tie_word_embeddings").asBoolean()).isTrue();
            assertThat(written.tensors())
                    .extracting(TensorInfo::name)
                    .containsExactlyInAnyOrderElementsOf(
                            model.encoder().getParameters().keys());
            try (MaskedLanguageModel read = MaskedLanguageModel.load(written, Precision.FLOAT32)) {
                assertThat(read.hasMaskedLmHead()).isTrue();
                assertThat(read.export()).isEqualTo(model.export());
            }
        }
    }

    @Test
    void aCancelledFittingStopsBeforeTheNextBatch() {
        List<Integer> steps = new ArrayList<>();
        HeadFittingListener listener = new HeadFittingListener() {
            @Override
            public void step(int step, int all, double loss) {
                steps.add(step);
            }
        };
        try (MaskedLanguageModel model =
                HeadFittingSamples.withNewHead(HeadFittingSamples.headless("bert_no_head"), 1)) {
            HeadFittingSettings settings = HeadFittingSamples.settings(10, 1);
            HeadFittingText text = HeadFittingText.split(
                    HeadFittingSamples.texts(), model.config().maxTokens(), settings);

            assertThatThrownBy(() -> new HeadFitting(model, HeadFittingSamples.MASK, settings)
                            .run(text, listener, () -> steps.size() == 3))
                    .isInstanceOf(CancelledException.class);
            assertThat(steps).containsExactly(1, 2, 3);
        }
    }
}
