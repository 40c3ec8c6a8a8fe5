package dev.mixlab.data.blimp;

import dev.mixlab.data.Paradigm;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Pairs whose good and bad word a tokenizer writes as single pieces, whether or not their cues are found: the paper's first filter. */
public final class SinglePieces {

    private SinglePieces() {}

    /** Counts such pairs by paradigm. */
    public static Map<Paradigm, Integer> count(List<MinimalPair> pairs, ExampleEncoder encoder) {
        Map<Paradigm, Integer> counts = new EnumMap<>(Paradigm.class);
        for (MinimalPair pair : pairs) {
            counts.merge(pair.paradigm(), isSinglePiece(pair, encoder) ? 1 : 0, Integer::sum);
        }
        return counts;
    }

    private static boolean isSinglePiece(MinimalPair pair, ExampleEncoder encoder) {
        return PairWords.of(pair.good(), pair.bad()) instanceof PairWords.OneWordApart words
                && encoder.encode(pair.id(), words.sentence(), words.target(), List.of(), words.bad())
                        instanceof Encoding.Encoded;
    }
}
