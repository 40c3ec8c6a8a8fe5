package dev.mixlab.evaluation.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.CancelledException;
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
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.cues.CueAlignmentEvaluation;
import dev.mixlab.evaluation.cues.CueMetric;
import dev.mixlab.evaluation.probing.Probing.DrawnOrder;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbingEvaluationTest {

    private static final List<MethodVariant> VIEWS =
            List.of(new MethodVariant("attn", Aggregation.NONE), new MethodVariant("attn", Aggregation.LAST_LAYER));

    private static ReferenceModel reference;
    private static MaskedLanguageModel model;
    private static List<EvaluatedExample> examples;

    @BeforeAll
    static void load() {
        reference = ReferenceModel.of("bert");
        model = reference.load(Precision.FLOAT32);
        List<EncodedExample> encoded =
                reference.cases("single").stream().map(Examples::of).toList();
        examples = IntStream.range(0, encoded.size())
                .mapToObj(i -> new EvaluatedExample(
                        encoded.get(i), "ana", i % 2 == 0 ? "singular" : "plural", true, 1, Examples.NO_CUE_WORDS))
                .toList();
    }

    @AfterAll
    static void close() {
        model.close();
        reference.close();
    }

    /** Progress as it is told; work stops when it says so. */
    private static final class Told implements EvaluationInput.Watch {

        private final List<Double> shares = new ArrayList<>();
        private boolean stop;

        @Override
        public void done(double share) {
            shares.add(share);
        }

        @Override
        public boolean shallStop() {
            return stop;
        }
    }

    private static EvaluationInput input(StoredMaps maps, EvaluationInput.Watch watch) {
        return new EvaluationInput(
                model, examples, VIEWS, maps, EvaluatingSettings.standard(), MachineBudget.ofMachine(), watch);
    }

    /** Random maps of every example, and how often they were asked for. */
    private static final class RandomMaps implements StoredMaps {

        private int visits;

        @Override
        public void visit(ObjIntConsumer<List<MixingMap>> visitor) {
            visits++;
            for (int index = 0; index < examples.size(); index++) {
                int tokens = examples.get(index).encoded().length();
                int layers = model.config().layers();
                float[] values = new float[layers * tokens * tokens];
                Random random = new Random(index);
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextFloat();
                }
                visitor.accept(List.of(MixingMap.of("attn", layers, tokens, values)), index);
            }
        }
    }

    private static <T> T document(EvaluationResult result, String name, Class<T> type) {
        return type.cast(result.documents().stream()
                .filter(document -> document.name().equals(name))
                .map(Document::content)
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void everyLayerIsProbedAndEveryMeasureCorrelated(ProbingMode mode) {
        Told told = new Told();
        RandomMaps maps = new RandomMaps();

        EvaluationResult result = new ProbingEvaluation(mode).evaluate(input(maps, told));

        int layers = model.config().layers();
        ProbingTable probing = document(result, mode.evaluation(), ProbingTable.class);
        assertThat(probing.mode()).isEqualTo(mode.id());
        assertThat(probing.uniformBits()).isEqualTo(examples.size());
        assertThat(probing.layers()).hasSize(layers + 1).allSatisfy(layer -> {
            assertThat(layer.labels().low()).isLessThanOrEqualTo(layer.labels().compression());
            assertThat(layer.labels().compressions()).hasSize(5);
            assertThat(layer.labels().deviation()).isNotNegative();
            assertThat(layer.labels().high())
                    .isGreaterThanOrEqualTo(layer.labels().compression());
        });
        CorrelationTable correlations =
                document(result, CorrelationTable.name(mode, "cue_dot"), CorrelationTable.class);
        assertThat(correlations.layers()).isEqualTo(layers);
        assertThat(correlations.views()).singleElement().satisfies(view -> {
            assertThat(view.view()).isEqualTo(VIEWS.get(0));
            assertThat(view.compression())
                    .containsExactlyElementsOf(probing.layers().stream()
                            .skip(1)
                            .map(layer -> layer.labels().compression())
                            .toList());
        });
        assertOrders(result, mode, probing);
        assertThat(result.documents())
                .hasSize(1
                        + layers
                        + 2
                        + CueMetric.values().length
                                * EvaluatingSettings.standard().cueUnits().size());
        assertThat(maps.visits).isEqualTo(1);
        assertThat(told.shares).isSorted().endsWith(1.0);
    }

    /** The figures follow from the bits of every order. */
    private static void assertOrders(EvaluationResult result, ProbingMode mode, ProbingTable probing) {
        ProbeBits bits = document(result, ProbeBits.name(mode), ProbeBits.class);
        ProbeBits.Orders orders = document(result, ProbeBits.Orders.name(mode), ProbeBits.Orders.class);
        assertThat(orders.orders()).extracting(DrawnOrder::seed).containsExactly(42L, 1042L, 2042L, 3042L, 4042L);
        double[] totals = bits.labels().stream()
                .mapToDouble(
                        order -> order.stream().mapToDouble(Double::doubleValue).sum())
                .toArray();
        ProbingTable.Code code = probing.layers().get(0).labels();
        assertThat(code.bits()).isCloseTo(Arrays.stream(totals).average().orElseThrow(), within(1e-3));
        for (int order = 0; order < totals.length; order++) {
            assertThat(code.compressions().get(order)).isCloseTo(examples.size() / totals[order], within(1e-3));
        }
    }

    @Test
    void alignmentThatIsStoredIsNotMeasuredAgain() {
        RandomMaps maps = new RandomMaps();
        EvaluationResult alignment = new CueAlignmentEvaluation().evaluate(input(maps, new Told()));
        StoredMaps stored = new StoredMaps() {

            @Override
            public void visit(ObjIntConsumer<List<MixingMap>> visitor) {
                throw new AssertionError("maps were read again");
            }

            @Override
            public List<MeasureValues> columns(String measure) {
                return alignment.columns(measure);
            }
        };
        ProbingEvaluation probing = new ProbingEvaluation(ProbingMode.AS_PUBLISHED);

        EvaluationResult fromStored = probing.evaluate(input(stored, new Told()));

        assertThat(fromStored.documents())
                .isEqualTo(probing.evaluate(input(maps, new Told())).documents());
    }

    @ParameterizedTest
    @EnumSource
    void whereAllNumbersAreTheSameNothingIsDefined(ProbingMode mode) {
        EvaluationInput mixed = input(new RandomMaps(), new Told());
        List<EvaluatedExample> plurals = examples.stream()
                .map(one -> new EvaluatedExample(
                        one.encoded(), one.paradigm(), "plural", one.right(), one.distance(), one.cueWords()))
                .toList();
        EvaluationInput input = new EvaluationInput(
                model, plurals, VIEWS, mixed.maps(), mixed.settings(), mixed.budget(), mixed.watch());

        EvaluationResult result = new ProbingEvaluation(mode).evaluate(input);

        ProbingTable probing = document(result, mode.evaluation(), ProbingTable.class);
        assertThat(probing.layers()).hasSize(model.config().layers() + 1).allSatisfy(layer -> {
            assertThat(layer.labels().compression()).isNaN();
            assertThat(layer.control().compression()).isNaN();
            assertThat(layer.labels().portions()).isEmpty();
        });
        CorrelationTable table = document(result, CorrelationTable.name(mode, "cue_dot"), CorrelationTable.class);
        assertThat(table.views()).singleElement().satisfies(view -> {
            assertThat(view.compression()).containsOnly(Double.NaN);
            assertThat(view.spearman().value()).isNaN();
        });
    }

    @Test
    void itStopsWhenAsked() {
        Told told = new Told();
        told.stop = true;

        assertThatThrownBy(() -> new ProbingEvaluation(ProbingMode.STANDARD).evaluate(input(new RandomMaps(), told)))
                .isInstanceOf(CancelledException.class);
    }
}
