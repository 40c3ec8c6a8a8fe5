package dev.mixlab.evaluation.probing.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random orders (permutations) of examples. */
public final class ExampleOrder {

    private ExampleOrder() {}

    /** Returns the examples in the order that a seed decides. */
    public static int[] of(int examples, long seed) {
        return of(examples, new Random(seed));
    }

    /** Of each example another one, whose label the control gives it. */
    public static int[] dealt(int examples, long seed) {
        return of(examples, ~seed);
    }

    static int[] of(int examples, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
