package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.PiecePooling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What the metrics of cue alignment need to know about a target's row: the share of its absolute values on the cues, and the ranks of the
 * cues among all T tokens of the sentence, target and special tokens included.
 *
 * @param share dot product of the shares, which sum to 1 over all tokens, with the cue vector
 * @param ties groups of tokens with equal scores, highest first
 */
public record CueRanking(double share, List<Tie> ties) {

    private static final CueRanking UNDEFINED = new CueRanking(Double.NaN, List.of());

    /**
     * Tokens with the same score.
     *
     * @param tokens number of tokens, at least 1
     * @param cues number of these tokens that are pieces of cue words
     */
    public record Tie(int tokens, int cues) {

        private Tie and(Tie other) {
            return new Tie(tokens + other.tokens, cues + other.cues);
        }
    }

    public CueRanking {
        ties = List.copyOf(ties);
    }

    /**
     * Ranks the tokens by a row [T] of finite scores. The ranking is undefined if there are no cues or all scores are 0.
     */
    public static CueRanking of(double[] row, CueTokens cues, PiecePooling pooling) {
        double total = DoubleStream.of(row).map(Math::abs).sum();
        if (cues.tokens().length == 0 || total == 0) {
            return UNDEFINED;
        }
        boolean[] cue = new boolean[row.length];
        Map<Integer, List<Double>> words = new LinkedHashMap<>();
        for (int piece : cues.tokens()) {
            cue[piece] = true;
            words.computeIfAbsent(cues.wordOfToken()[piece], word -> new ArrayList<>())
                    .add(Math.abs(row[piece]) / total);
        }
        TreeMap<Double, Tie> byScore = new TreeMap<>();
        for (int token = 0; token < row.length; token++) {
            byScore.merge(Math.abs(row[token]), new Tie(1, cue[token] ? 1 : 0), Tie::and);
        }
        return new CueRanking(
                share(words.values(), pooling),
                List.copyOf(byScore.descendingMap().values()));
    }

    private static double share(Collection<List<Double>> words, PiecePooling pooling) {
        return words.stream()
                .mapToDouble(pieces -> pooling.of(
                        pieces.stream().mapToDouble(Double::doubleValue).toArray()))
                .sum();
    }

    /** Returns whether the ranking is defined; metrics are NaN otherwise. */
    public boolean defined() {
        return !ties.isEmpty();
    }

    int cues() {
        return ties.stream().mapToInt(Tie::cues).sum();
    }
}
