package dev.mixlab.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.CancelledException;
import dev.mixlab.data.CueUnit;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationChunks;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.StoredMaps;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.causal.CausalEvaluation;
import dev.mixlab.evaluation.deletion.DeletionOrdersEvaluation;
import dev.mixlab.evaluation.faithfulness.FaithfulnessEvaluation;
import dev.mixlab.evaluation.probing.ProbingEvaluation;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.randomisation.WeightRandomisationEvaluation;
import dev.mixlab.evaluation.removal.TokenRemovalEvaluation;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.store.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredChunksTest {

    private static final int EXAMPLES = 36;

    static Stream<Evaluation> evaluations() {
        return Stream.of(
                new FaithfulnessEvaluation(),
                new DeletionOrdersEvaluation(),
                new TokenRemovalEvaluation(),
                new CausalEvaluation(),
                new WeightRandomisationEvaluation(),
                new ProbingEvaluation(ProbingMode.STANDARD));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void chunksThatAreReadBackYieldTheSameNumbers(Evaluation evaluation) {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            List<EvaluatedExample> examples = examples(reference);
            StoredJson chunks = new StoredJson();

            EvaluationResult plain = evaluation.evaluate(input(model, examples, EvaluationChunks.computed()));
            EvaluationResult computed = evaluation.evaluate(input(model, examples, chunks));
            int written = chunks.written;
            EvaluationResult read = evaluation.evaluate(input(model, examples, chunks));

            assertThat(written).isPositive();
            assertThat(chunks.written).isEqualTo(written);
            assertThat(numbers(computed)).isEqualTo(numbers(plain));
            assertThat(numbers(read)).isEqualTo(numbers(plain));
        }
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void aChunkThatIsComputedByItselfIsTheSame(Evaluation evaluation) {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            List<EvaluatedExample> examples = examples(reference);
            StoredJson whole = new StoredJson();
            EvaluationInput input = input(model, examples, whole);
            List<Integer> numbers = evaluation.chunks(input);
            evaluation.evaluate(input);

            assertThat(numbers)
                    .hasSizeGreaterThan(1)
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(whole.stored.keySet());
            for (int number : numbers) {
                OneChunk one = new OneChunk(number);
                assertThatThrownBy(() ->
                                evaluation.evaluate(input(model, examples, number, one, () -> one.computed != null)))
                        .isInstanceOf(CancelledException.class);

                assertThat(one.computed).isEqualTo(whole.stored.get(number));
            }
        }
    }

    /** One chunk, which is computed while all others are left out. */
    private static final class OneChunk implements EvaluationChunks {

        private final int wanted;
        private @Nullable String computed;

        OneChunk(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public <T> @Nullable T get(int number, Class<T> type, Supplier<T> work) {
            T result = number == wanted ? work.get() : null;
            if (result != null) {
                computed = Columns.json(result);
            }
            return result;
        }
    }

    /** Chunks as the database stores them. */
    private static final class StoredJson implements EvaluationChunks {

        private final Map<Integer, String> stored = new HashMap<>();
        private int written;

        @Override
        public <T> T get(int number, Class<T> type, Supplier<T> work) {
            String json = stored.get(number);
            if (json != null) {
                return Columns.read(json, type);
            }
            T computed = work.get();
            stored.put(number, Columns.json(computed));
            written++;
            return computed;
        }
    }

    private static List<EvaluatedExample> examples(ReferenceModel reference) {
        List<EvaluatedExample> some = reference.cases("single").stream()
                .map(Examples::of)
                .limit(3)
                .map(encoded -> new EvaluatedExample(encoded, "ana", "singular", true, 1, Examples.FIRST_WORD))
                .toList();
        return IntStream.range(0, EXAMPLES)
                .mapToObj(i -> {
                    EvaluatedExample one = some.get(i % some.size());
                    return new EvaluatedExample(
                            one.encoded(), "ana", i % 2 == 0 ? "singular" : "plural", true, 1, Examples.FIRST_WORD);
                })
                .toList();
    }

    /** The bits of every value, and every document as JSON. */
    private static List<Object> numbers(EvaluationResult result) {
        List<Object> numbers = new ArrayList<>();
        result.columns().forEach(column -> {
            for (int layer = 0; layer < column.layers(); layer++) {
                for (double value : column.layer(layer)) {
                    numbers.add(Double.doubleToLongBits(value));
                }
            }
        });
        result.documents()
                .forEach(document -> numbers.add(
                        "%s %s %s".formatted(document.name(), document.number(), Columns.json(document.content()))));
        return numbers;
    }

    private static EvaluationInput input(
            MaskedLanguageModel model, List<EvaluatedExample> examples, EvaluationChunks chunks) {
        return input(model, examples, 0, chunks, () -> false);
    }

    private static EvaluationInput input(
            MaskedLanguageModel model,
            List<EvaluatedExample> examples,
            int first,
            EvaluationChunks chunks,
            BooleanSupplier stop) {
        int layers = model.config().layers();
        StoredMaps maps = visitor -> {
            for (int index = first; index < examples.size(); index++) {
                visitor.accept(List.of(map(layers, examples.get(index).encoded().length(), index)), index);
            }
        };
        Watch watch = new Watch() {
            @Override
            public void done(double share) {}

            @Override
            public boolean shallStop() {
                return stop.getAsBoolean();
            }
        };
        return new EvaluationInput(
                model,
                examples,
                List.of(new MethodVariant("attn", Aggregation.NONE)),
                maps,
                new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.AS_PUBLISHED), 20, 1),
                MachineBudget.ofMachine(),
                watch,
                chunks);
    }

    private static MixingMap map(int layers, int tokens, int seed) {
        Random random = new Random(seed);
        float[] values = new float[layers * tokens * tokens];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return MixingMap.of("attn", layers, tokens, values);
    }
}
