package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.cues.CueRanking.Tie;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Metrics of cue alignment that leave out what speaks against the answer: the row counts with its negative scores as 0. Beside them are
 * pointing at the first two and three tokens, of both the positive part and the absolute values. All lie between 0 and 1, and higher is
 * better; equal scores count with the mean over all their orders. A metric is NaN without cues, and where all scores that count are 0.
 */
public enum PositiveCueMetric implements RowMetric {
    /** The share of the positive scores that lies on the cue words. */
    MASS(
            "cue_mass_positive",
            "Share on cues, positive part",
            "Share of the target's positive scores that lies on the cue words.",
            Scores.POSITIVE,
            0),
    /** The reciprocal of the rank of the best-ranked cue piece by positive scores. */
    RECIPROCAL_RANK(
            "cue_mrr_positive",
            "Reciprocal rank, positive part",
            "1 over the rank of the best-ranked cue piece, negative scores counting as 0.",
            Scores.POSITIVE,
            0),
    /** Whether the top token by positive scores is a cue. */
    POINTING_1(
            "cue_pg1_positive",
            "Pointing at 1, positive part",
            "Share of sentences whose top token is a piece of a cue word, negative scores counting as 0.",
            Scores.POSITIVE,
            1),
    /** Whether one of the top two tokens by positive scores is a cue. */
    POINTING_2(
            "cue_pg2_positive",
            "Pointing at 2, positive part",
            "Share of sentences with a piece of a cue word among the two top tokens, negative scores counting as 0.",
            Scores.POSITIVE,
            2),
    /** Whether one of the top three tokens by positive scores is a cue. */
    POINTING_3(
            "cue_pg3_positive",
            "Pointing at 3, positive part",
            "Share of sentences with a piece of a cue word among the three top tokens, negative scores counting as 0.",
            Scores.POSITIVE,
            3),
    /** Whether one of the top two tokens by absolute scores is a cue. */
    POINTING_2_ABS(
            "cue_pg2_abs",
            "Pointing at 2",
            "Share of sentences with a piece of a cue word among the two top tokens, scores made positive.",
            Scores.ABSOLUTE,
            2),
    /** Whether one of the top three tokens by absolute scores is a cue. */
    POINTING_3_ABS(
            "cue_pg3_abs",
            "Pointing at 3",
            "Share of sentences with a piece of a cue word among the three top tokens, scores made positive.",
            Scores.ABSOLUTE,
            3);

    private enum Scores {
        POSITIVE,
        ABSOLUTE
    }

    private final String id;
    private final String label;
    private final String description;
    private final Scores scores;
    private final int places;

    PositiveCueMetric(String id, String label, String description, Scores scores, int places) {
        this.id = id;
        this.label = label;
        this.description = description;
        this.scores = scores;
        this.places = places;
    }

    @Override
    public Measure measure() {
        return new Measure(id, label, description, true, 0, 1);
    }

    @Override
    public double[] of(TargetRows rows, CueTokens cues) {
        return IntStream.range(0, rows.layers())
                .mapToDouble(layer -> of(rows.layer(layer), cues))
                .toArray();
    }

    private double of(double[] row, CueTokens cues) {
        double[] counted = scores == Scores.POSITIVE
                ? Arrays.stream(row).map(score -> Math.max(score, 0)).toArray()
                : row;
        CueRanking ranking = CueRanking.of(counted, cues, PiecePooling.SUM);
        if (!ranking.defined()) {
            return Double.NaN;
        }
        return switch (this) {
            case MASS -> ranking.share();
            case RECIPROCAL_RANK -> CueMetric.RECIPROCAL_RANK.of(ranking);
            default -> pointing(ranking, places);
        };
    }

    /** Returns the probability that a cue is among the first tokens, every order of equal scores being as likely. */
    private static double pointing(CueRanking ranking, int places) {
        int left = places;
        for (Tie tie : ranking.ties()) {
            if (tie.tokens() > left) {
                return 1 - missed(tie, left);
            }
            if (tie.cues() > 0) {
                return 1;
            }
            left -= tie.tokens();
        }
        return 0;
    }

    /** Returns the probability that none of that many tokens, drawn from equal ones, is a cue. */
    private static double missed(Tie tie, int draws) {
        double missed = 1;
        for (int draw = 0; draw < draws; draw++) {
            missed *= (double) Math.max(0, tie.tokens() - tie.cues() - draw) / (tie.tokens() - draw);
        }
        return missed;
    }
}
