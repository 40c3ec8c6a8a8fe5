package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.probing.code.CodeLength;
import dev.mixlab.evaluation.probing.code.RepeatedCode;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A block of an online code, as the mean over orders: a point of the learning curve. Intervals are of a bootstrap over the block's examples
 * and over orders, whose bits are drawn as they were coded.
 *
 * @param share end of the block as a share of all examples
 * @param examples number of examples in the block
 * @param bits bits of the block
 * @param low lower end of their 95 % interval
 * @param high upper end
 * @param sumLow lower end of the interval of the bits of all blocks up to this one
 * @param sumHigh upper end
 */
public record CodedPortion(
        double share, int examples, double bits, double low, double high, double sumLow, double sumHigh) {

    /** The portions of some codes that are cut at the same places [codes][portions]. */
    static List<List<CodedPortion>> of(List<RepeatedCode> codes, EvaluatingSettings settings) {
        int portions = codes.get(0).orders().get(0).portions().size();
        List<List<Estimate>> blocks = IntStream.range(0, portions)
                .mapToObj(end -> means(codes, end, end, settings))
                .toList();
        List<List<Estimate>> sums = IntStream.range(0, portions)
                .mapToObj(end -> means(codes, 0, end, settings))
                .toList();
        return IntStream.range(0, codes.size())
                .mapToObj(code -> IntStream.range(0, portions)
                        .mapToObj(i -> of(
                                codes.get(code).orders().get(0).portions().get(i),
                                blocks.get(i).get(code),
                                sums.get(i).get(code)))
                        .toList())
                .toList();
    }

    private static CodedPortion of(CodeLength.Portion portion, Estimate block, Estimate sum) {
        return new CodedPortion(
                portion.share(),
                portion.examples(),
                times(block.n(), block.mean()),
                times(block.n(), block.low()),
                times(block.n(), block.high()),
                times(sum.n(), sum.low()),
                times(sum.n(), sum.high()));
    }

    /** Returns the bits of a number of examples; a block without examples, as the published script can have, takes 0 bits. */
    private static double times(int examples, double bits) {
        return examples == 0 ? 0 : Digits.round(examples * bits);
    }

    /** Bits per example of the portions from one to another, of every code. */
    private static List<Estimate> means(List<RepeatedCode> codes, int from, int to, EvaluatingSettings settings) {
        List<List<double[]>> bits = codes.stream()
                .map(code -> code.orders().stream()
                        .map(order -> bits(order.portions().subList(from, to + 1)))
                        .toList())
                .toList();
        int examples = bits.get(0).get(0).length;
        return new Bootstrap(examples, settings.resamples(), settings.seed()).repeatedEstimates(bits);
    }

    private static double[] bits(List<CodeLength.Portion> portions) {
        return portions.stream()
                .map(CodeLength.Portion::bits)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
