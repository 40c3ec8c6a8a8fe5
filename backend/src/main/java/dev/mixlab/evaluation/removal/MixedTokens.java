package dev.mixlab.evaluation.removal;

import dev.mixlab.evaluation.deletion.OrdinaryTokens;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells by a whole map which tokens of a sentence least is mixed from: those with the lowest column sums, each of the absolute scores that
 * all other tokens give the token. What a token gives itself does not count. Of equal ones the first in the sentence is dropped first.
 *
 * @param map with the rows of all tokens
 * @param example the sentence
 * @param ordinary the tokens that may be dropped
 */
record MixedTokens(MixingMap map, EncodedExample example, OrdinaryTokens ordinary) {

    /** Returns the tokens that stay in a layer when a share is dropped, ascending. */
    int[] kept(int layer, RemovalShare share) {
        List<Integer> lowestFirst = ordinary.ordered(token -> -columnSum(layer, token));
        Set<Integer> dropped = new HashSet<>(lowestFirst.subList(0, share.dropped(ordinary.count())));
        return IntStream.range(0, example.length())
                .filter(token -> !dropped.contains(token))
                .toArray();
    }

    double columnSum(int layer, int token) {
        return IntStream.range(0, map.tokens())
                .filter(row -> row != token)
                .mapToDouble(row -> Math.abs(map.at(layer, row, token)))
                .sum();
    }
}
