package dev.mixlab.evaluation.probing.code;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.probing.code.CodeLength.Portion;
import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Online coding (Voita and Titov 2020, section 3.2): examples in random order are divided into portions. The first is coded uniformly, each
 * further portion by a probe trained on all earlier portions.
 *
 * @param learner the probe
 * @param shares ends of the portions as shares of all examples, ascending; the last is 1
 */
public record OnlineCode(ProbeLearner learner, List<Double> shares) implements LabelCode {

    /** The standard ends of portions: 0.8, 1.6, 3.2, 6.25, 12.5, 25, 50 and 100 %. */
    public static final List<Double> STANDARD_SHARES = List.of(0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5, 1.0);

    public OnlineCode {
        boolean ascending = shares.equals(shares.stream().sorted().distinct().toList());
        if (shares.isEmpty() || !ascending || shares.get(0) <= 0 || shares.get(shares.size() - 1) != 1) {
            throw new InvalidInputException("portions must end at ascending shares above 0, the last 1: " + shares);
        }
        shares = List.copyOf(shares);
    }

    /**
     * The end of a portion.
     *
     * @param share the end as a share of all examples
     * @param end the end as a number of examples
     */
    record End(double share, int end) {}

    @Override
    public List<List<CodeLength>> lengths(List<Order> orders, CodingListener listener) {
        List<ProbeData> tasks =
                orders.stream().flatMap(order -> order.transmitted().stream()).toList();
        int examples = tasks.get(0).size();
        List<End> ends = ends(examples);
        double[][] bits = new double[tasks.size()][examples];
        for (int task = 0; task < bits.length; task++) {
            double uniform = CodeLength.uniform(tasks.get(task).classes());
            Arrays.fill(bits[task], 0, ends.get(0).end(), uniform);
        }
        for (int block = 1; block < ends.size(); block++) {
            int from = ends.get(block - 1).end();
            int end = ends.get(block).end();
            listener.stopIfAsked();
            List<ProbeData> next =
                    tasks.stream().map(task -> task.slice(from, end)).toList();
            List<ProbeData> before =
                    tasks.stream().map(task -> task.slice(0, from)).toList();
            double[][][] logits = learner.predict(before, next, LabelCode.seeds(orders, block), listener);
            for (int task = 0; task < bits.length; task++) {
                double[] coded = CodeLength.bits(logits[task], next.get(task).labels());
                System.arraycopy(coded, 0, bits[task], from, coded.length);
            }
            listener.coded((long) end * bits.length, (long) examples * bits.length);
        }
        return lengths(orders, tasks, bits, ends);
    }

    private static List<List<CodeLength>> lengths(
            List<Order> orders, List<ProbeData> tasks, double[][] bits, List<End> ends) {
        int each = tasks.size() / orders.size();
        List<CodeLength> lengths = new ArrayList<>();
        for (int task = 0; task < bits.length; task++) {
            int[] order = orders.get(task / each).indices();
            lengths.add(
                    new CodeLength(tasks.get(task).classes(), inPlace(bits[task], order), portions(bits[task], ends)));
        }
        return LabelCode.byOrder(lengths, orders.size());
    }

    /** Reorders values from the order of transmission to the order of the data. */
    static double[] inPlace(double[] transmitted, int[] order) {
        double[] values = new double[transmitted.length];
        for (int i = 0; i < order.length; i++) {
            values[order[i]] = transmitted[i];
        }
        return values;
    }

    private static List<Portion> portions(double[] bits, List<End> ends) {
        List<Portion> portions = new ArrayList<>();
        int from = 0;
        for (End end : ends) {
            portions.add(new Portion(end.share(), Arrays.copyOfRange(bits, from, end.end())));
            from = end.end();
        }
        return portions;
    }

    /** Returns the ends of the portions of n examples, rounded so that no portion is empty. */
    List<End> ends(int examples) {
        List<End> ends = new ArrayList<>();
        int last = 0;
        for (double share : shares) {
            int end = (int) Math.round(share * examples);
            if (end > last) {
                ends.add(new End(share, end));
                last = end;
            }
        }
        return ends;
    }
}
