package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.probing.CodeLength;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
     * A code with the 95 % interval of its compression.
     *
     * @param bits length of the whole code
     * @param compression length of the uniform code divided by the length of this code
     * @param low lower end of its interval
     * @param high upper end
     * @param portions blocks of the code, in order
     */
    public record Code(double bits, double compression, double low, double high, List<CodedPortion> portions) {

        private static Code of(CodeLength length, Bootstrap bootstrap, List<CodedPortion> portions) {
            Estimate compression = length.compression(bootstrap);
            return new Code(
                    Digits.round(length.total()),
                    Digits.round(compression.mean()),
                    Digits.round(compression.low()),
                    Digits.round(compression.high()),
                    portions);
        }
    }

    /** Makes a table of the results of every layer. */
    static ProbingTable of(ProbingMode mode, List<LayerResult> results, EvaluatingSettings settings) {
        CodeLength first = results.get(0).labels();
        int examples = first.examples();
        Bootstrap bootstrap = bootstrap(examples, settings);
        List<CodeLength> codes = results.stream()
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

    /** Returns the resamples of all sentences, which compression and its correlations share. */
    static Bootstrap bootstrap(int sentences, EvaluatingSettings settings) {
        return EstimateTable.bootstrap(
                sentences, new Group("all", IntStream.range(0, sentences).toArray()), settings);
    }
}
