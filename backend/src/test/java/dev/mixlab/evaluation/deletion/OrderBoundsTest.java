package dev.mixlab.evaluation.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class OrderBoundsTest {

    @Test
    void boundsAreThoseOfTheBestAndTheWorstOfAllOrders() {
        List<Integer> tokens = List.of(1, 2, 4, 5, 8);
        double[] drops = new Random(7).doubles(1 << 9, -0.5, 0.5).toArray();
        ToDoubleFunction<BitSet> drop = set -> drops[(int) set.toLongArray()[0]];

        OrderBounds bounds = OrderBounds.of(tokens, drop);

        List<Double> all = new ArrayList<>();
        everyOrder(new ArrayList<>(tokens), new BitSet(), 0, drop, all);
        assertThat(all).hasSize(120);
        assertThat(bounds.lower())
                .isCloseTo(all.stream().mapToDouble(sum -> sum / 5).min().orElseThrow(), within(1e-12));
        assertThat(bounds.upper())
                .isCloseTo(all.stream().mapToDouble(sum -> sum / 5).max().orElseThrow(), within(1e-12));
    }

    @Test
    void anOrderBelowNothingIsTheWorstAndTheBestAtOnceWhereThereIsOne() {
        OrderBounds bounds = OrderBounds.of(List.of(3), set -> -0.2);

        assertThat(bounds.upper()).isEqualTo(-0.2);
        assertThat(bounds.place(-0.2)).isNaN();
        assertThat(new OrderBounds(-0.2, 0.2).place(0.1)).isCloseTo(0.75, within(1e-12));
    }

    private static void everyOrder(
            List<Integer> left, BitSet gone, double sum, ToDoubleFunction<BitSet> drop, List<Double> into) {
        if (left.isEmpty()) {
            into.add(sum);
        }
        for (Integer token : left) {
            List<Integer> rest = new ArrayList<>(left);
            rest.remove(token);
            BitSet now = (BitSet) gone.clone();
            now.set(token);
            everyOrder(rest, now, sum + drop.applyAsDouble(now), drop, into);
        }
    }
}
