package dev.mixlab.bench;

import dev.mixlab.text.EncodedExample;
import java.util.Collections;

/** Sentences of random tokens. */
final class BenchSentences {

    private BenchSentences() {}

    /** One whose target is in its middle; its first two tokens stand for good and bad word. */
    static EncodedExample of(int number, int[] ids) {
        return new EncodedExample(
                "sentence " + number,
                ids,
                Collections.nCopies(ids.length, "-"),
                new int[ids.length],
                ids.length / 2,
                new int[0],
                ids[0],
                ids[1]);
    }
}
