package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The tokens of a sentence except its target, ordered by importance.
 *
 * @param tokens their indices [T - 1]
 */
record TokenOrder(List<Integer> tokens) {

    TokenOrder {
        tokens = List.copyOf(tokens);
    }

    /** Orders tokens by the absolute value of a row [T], highest first; ties are broken by the position in the sentence. */
    static TokenOrder of(double[] row, int target) {
        return new TokenOrder(others(row.length, target).stream()
                .sorted(Comparator.comparingDouble(token -> -Math.abs(row[token])))
                .toList());
    }

    /** Orders tokens at random; the order depends on the seed, the example's id and the number only. */
    static TokenOrder random(EncodedExample example, long seed, int number) {
        List<Integer> tokens = new ArrayList<>(others(example.length(), example.target()));
        Collections.shuffle(tokens, new Random(31 * (31 * seed + example.id().hashCode()) + number));
        return new TokenOrder(tokens);
    }

    /** Returns the set of the first tokens. */
    BitSet first(int count) {
        return bits(tokens.subList(0, count));
    }

    /** Returns the set of all tokens after the first ones. */
    BitSet afterFirst(int count) {
        return bits(tokens.subList(count, tokens.size()));
    }

    private static BitSet bits(List<Integer> tokens) {
        BitSet bits = new BitSet();
        tokens.forEach(bits::set);
        return bits;
    }

    private static List<Integer> others(int length, int target) {
        return IntStream.range(0, length)
                .filter(token -> token != target)
                .boxed()
                .toList();
    }
}
