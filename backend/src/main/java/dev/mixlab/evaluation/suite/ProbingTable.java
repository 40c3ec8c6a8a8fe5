package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.probing.CodeLength;
import dev.mixlab.evaluation.probing.CodeLength.Portion;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Figure;
import java.util.List;

/**
 * How well the target's number is read off its representation, as it is drawn; six significant digits.
 *
 * @param mode id of the mode of probing
 * @param examples sentences whose labels were coded
 * @param uniformBits length of the code that knows nothing
 * @param layers the embedding output first
 */
public record ProbingTable(String mode, int examples, double uniformBits, List<Layer> layers) {

    /**
     * One layer.
     *
     * @param layer 0 for the embedding output
     * @param labels code of the labels
     * @param control code of the same labels dealt out at random
     */
    public record Layer(int layer, Code labels, Code control) {}

    /**
     * A code with the 95 % interval of its compression.
     *
     * @param bits length of the whole code
     * @param compression uniform code length over code length
     * @param low lower end of its interval
     * @param high upper end
     * @param portions in order
     */
    public record Code(double bits, double compression, double low, double high, List<Portion> portions) {

        private static Code of(CodeLength length, Bootstrap bootstrap) {
            Figure compression = length.compression(bootstrap);
            return new Code(
                    Digits.round(length.total()),
                    Digits.round(compression.mean()),
                    Digits.round(compression.low()),
                    Digits.round(compression.high()),
                    length.portions().stream()
                            .map(portion ->
                                    new Portion(portion.share(), portion.examples(), Digits.round(portion.bits())))
                            .toList());
        }
    }

    /** Of the results of every layer. */
    static ProbingTable of(ProbingMode mode, List<LayerResult> results, Bootstrap bootstrap) {
        CodeLength first = results.get(0).labels();
        return new ProbingTable(
                mode.id(),
                first.examples(),
                first.uniform(),
                results.stream()
                        .map(result -> new Layer(
                                result.layer(),
                                Code.of(result.labels(), bootstrap),
                                Code.of(result.control(), bootstrap)))
                        .toList());
    }
}
