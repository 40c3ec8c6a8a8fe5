package dev.mixlab.evaluation.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.StoredMaps;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.quantity.QuantityTable.GroupFigures;
import dev.mixlab.mixing.intervention.HeadEffects;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuantityEvaluationsTest {

    private static ReferenceModel reference;
    private static MaskedLanguageModel model;
    private static List<EvaluatedExample> examples;

    @BeforeAll
    static void load() {
        reference = ReferenceModel.beyond("bert_relu");
        model = reference.load(Precision.FLOAT32);
        List<EvaluatedExample> read = new ArrayList<>();
        reference
                .cases("single")
                .forEach(entry -> read.add(new EvaluatedExample(
                        Examples.of(entry), "ana", "singular", read.isEmpty(), 1, Examples.NO_CUE_WORDS)));
        examples = read;
    }

    @AfterAll
    static void close() {
        model.close();
        reference.close();
    }

    private static EvaluationInput input(int sampled) {
        EvaluationInput.Watch watch = new EvaluationInput.Watch() {
            @Override
            public void done(double share) {
                assertThat(share).isBetween(0.0, 1.0);
            }

            @Override
            public boolean shallStop() {
                return false;
            }
        };
        StoredMaps none = (ObjIntConsumer<List<MixingMap>> visitor) -> {};
        return new EvaluationInput(
                model,
                examples,
                List.of(),
                none,
                EvaluatingSettings.standard().withDeletionExamples(sampled),
                MachineBudget.ofMachine(),
                watch);
    }

    private static <T> List<T> documents(EvaluationResult result, String name, Class<T> type) {
        return result.documents().stream()
                .filter(document -> document.name().equals(name))
                .map(Document::content)
                .map(type::cast)
                .toList();
    }

    private static QuantityTable table(EvaluationResult result, String evaluation) {
        return documents(result, QuantityTable.name(evaluation), QuantityTable.class)
                .get(0);
    }

    @Test
    void theLensIsEstimatedOverEveryGroupAndStoredSentenceBySentence() {
        EvaluationResult result = new LogitLensEvaluation().evaluate(input(20));

        QuantityTable table = table(result, "logit_lens");
        assertThat(table.firstLayer()).isZero();
        assertThat(table.layers()).isEqualTo(model.config().layers() + 1);
        assertThat(table.heads()).isNull();
        assertThat(table.groups()).extracting(GroupFigures::group).startsWith("all", "right", "wrong", "ana");
        List<LogitLens> lenses = LogitLens.of(
                model,
                examples.stream().map(EvaluatedExample::encoded).toList(),
                MachineBudget.ofMachine(),
                () -> false);
        double mean = lenses.stream()
                .mapToDouble(lens -> lens.probability()[2])
                .average()
                .orElseThrow();
        assertThat(table.groups().get(0).quantities().get(0).mean().get(2)).isCloseTo(mean, within(1e-5));
        List<QuantityValues> values = documents(result, QuantityValues.name("logit_lens"), QuantityValues.class);
        assertThat(values).extracting(QuantityValues::layer).containsExactly(0, 1, 2, 3);
        assertThat(values.get(3).values().get("lens_rank"))
                .containsExactlyElementsOf(
                        lenses.stream().map(lens -> lens.rank()[3]).toList());
    }

    @Test
    void headsAreMeasuredOnASampleAndStoredByLayerThenHead() {
        EvaluationResult result = new HeadsEvaluation().evaluate(input(2));

        QuantityTable table = table(result, "heads");
        int heads = model.config().heads();
        assertThat(table.heads()).isEqualTo(heads);
        assertThat(table.groups().get(0).quantities()).allSatisfy(figures -> {
            assertThat(figures.mean()).hasSize(model.config().layers() * heads);
            assertThat(figures.n()).allMatch(n -> n <= 2);
        });
        List<QuantityValues> values = documents(result, QuantityValues.name("heads"), QuantityValues.class);
        QuantityValues last = values.get(values.size() - 1);
        assertThat(last.layer()).isEqualTo(model.config().layers());
        assertThat(last.head()).isEqualTo(heads - 1);
        assertThat(last.sentences()).hasSize(2);
        int index = last.sentences().get(0);
        try (MaskedLanguageModel precise = model.copy(Precision.FLOAT64)) {
            HeadEffects effects = HeadEffects.of(
                    precise, MachineBudget.ofMachine(), examples.get(index).encoded());
            assertThat(Objects.requireNonNull(last.values().get("head_ablation"))
                            .get(0))
                    .isCloseTo(effects.ablation()[effects.ablation().length - 1], within(1e-5));
        }
        assertThat(IntStream.range(0, values.size())
                        .mapToObj(i -> values.get(i).values().get("head_zeroing_cues")))
                .allSatisfy(shares -> assertThat(shares).allMatch(share -> share >= 0 && share <= 1));
    }
}
