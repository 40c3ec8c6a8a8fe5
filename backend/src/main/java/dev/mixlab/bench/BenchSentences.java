package dev.mixlab.bench;

import dev.mixlab.text.EncodedExample;
import java.util.Collections;

/** Makes sentences of random tokens for the benchmarks. */
public final class BenchSentences {

    private BenchSentences() {}

    /**
     * Makes a sentence whose target is its middle token. Its first two tokens stand for the good and the bad word; its counterfactual sentence
     * has another first token.
     */
    public static EncodedExample of(int number, int[] ids) {
        int[] other = ids.clone();
        other[0] = ids[ids.length - 1];
        return new EncodedExample(
                "sentence " + number,
                ids,
                Collections.nCopies(ids.length, "-"),
                new int[ids.length],
                ids.length / 2,
                new int[0],
                ids[0],
                ids[1],
                other);
    }
}
