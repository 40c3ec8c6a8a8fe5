package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.probing.code.RepeatedCode;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How well a probe predicts the target's number from its representation, by layer; six significant digits.
 *
 * @param mode id of the mode of probing
 * @param examples number of sentences whose labels were coded
 * @param uniformBits length of the uniform code
 * @param layers results by layer, the output of the embeddings first
 */
public record ProbingTable(String mode, int examples, double uniformBits, List<Layer> layers) {

    /**
     * One layer.
     *
     * @param layer 0 for the embedding output
     * @param labels code of the labels
     * @param control code of the same labels in random order
     */
    public record Layer(int layer, Code labels, Code control) {}

    /**
     * A code, as the mean over random orders of the sentences, with the 95 % interval of its compression. Numbers are NaN where all labels
     * are the same, as there is nothing to read off.
     *
     * @param bits mean length of the whole code
     * @param compression length of the uniform code divided by the mean length of this code
     * @param low lower end of its interval
     * @param high upper end
     * @param portions blocks of the code, in order
     * @param compressions compression in each order
     * @param deviation standard deviation of compression over orders, with n - 1 in the denominator; null for one order
     */
    public record Code(
            double bits,
            double compression,
            double low,
            double high,
            List<CodedPortion> portions,
            List<Double> compressions,
            @Nullable Double deviation) {

        private static final Code UNDEFINED =
                new Code(Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of(), List.of(), null);

        public Code {
            // Tables that were stored when there was one order say nothing of orders.
            compressions = List.copyOf(Objects.requireNonNullElseGet(compressions, List::of));
        }

        private static Code of(RepeatedCode code, Bootstrap bootstrap, List<CodedPortion> portions) {
            Estimate compression = code.compression(bootstrap);
            double deviation = code.deviation();
            return new Code(
                    Digits.round(code.total()),
                    Digits.round(compression.mean()),
                    Digits.round(compression.low()),
                    Digits.round(compression.high()),
                    portions,
                    Arrays.stream(code.compressions()).mapToObj(Digits::round).toList(),
                    Double.isNaN(deviation) ? null : Digits.round(deviation));
        }
    }

    /** Makes a table of the results of every layer. */
    static ProbingTable of(ProbingMode mode, List<LayerResult> results, EvaluatingSettings settings) {
        RepeatedCode first = results.get(0).labels();
        int examples = first.examples();
        Bootstrap bootstrap = bootstrap(examples, settings);
        List<RepeatedCode> codes = results.stream()
                .flatMap(result -> Stream.of(result.labels(), result.control()))
                .toList();
        List<List<CodedPortion>> portions = CodedPortion.of(codes, settings);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            LayerResult result = results.get(i);
            layers.add(new Layer(
                    result.layer(),
                    Code.of(result.labels(), bootstrap, portions.get(2 * i)),
                    Code.of(result.control(), bootstrap, portions.get(2 * i + 1))));
        }
        return new ProbingTable(mode.id(), examples, first.uniform(), layers);
    }

    /** The table of sentences that all have the same label. */
    static ProbingTable undefined(ProbingMode mode, int examples, int layers) {
        return new ProbingTable(
                mode.id(),
                examples,
                Double.NaN,
                IntStream.rangeClosed(0, layers)
                        .mapToObj(layer -> new Layer(layer, Code.UNDEFINED, Code.UNDEFINED))
                        .toList());
    }

    /** Returns the resamples of all sentences, which compression and its correlations share. */
    static Bootstrap bootstrap(int sentences, EvaluatingSettings settings) {
        return EstimateTable.bootstrap(
                sentences, new Group("all", IntStream.range(0, sentences).toArray()), settings);
    }
}
