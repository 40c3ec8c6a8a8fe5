package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.TargetRows;
import java.util.stream.IntStream;

/**
 * Metrics of cue alignment over words in place of pieces: the absolute scores of a word's pieces are pooled before words are ranked or
 * divided by their total. Every special token is a word of its own. The sum is what flows to a word as a whole (Clark et al. 2019, section 4.1);
 * mean and maximum do not grow with the number of pieces. A metric is NaN without cues, and where all scores are 0.
 */
public enum WordCueMetric implements RowMetric {
    /** Average precision of the cue words, a word counting with the sum of its pieces. */
    PRECISION_OF_SUMS(
            "cue_average_precision_words_sum",
            "Average precision, words (sum)",
            "Average precision of the cue words among all words ranked by the sum of their pieces' scores.",
            CueMetric.AVERAGE_PRECISION,
            PiecePooling.SUM),
    /** Average precision of the cue words, a word counting with the mean of its pieces. */
    PRECISION_OF_MEANS(
            "cue_average_precision_words_mean",
            "Average precision, words (mean)",
            "Average precision of the cue words among all words ranked by the mean of their pieces' scores.",
            CueMetric.AVERAGE_PRECISION,
            PiecePooling.MEAN),
    /** Average precision of the cue words, a word counting with the highest score of its pieces. */
    PRECISION_OF_MAXIMA(
            "cue_average_precision_words_max",
            "Average precision, words (maximum)",
            "Average precision of the cue words among all words ranked by the highest score of their pieces.",
            CueMetric.AVERAGE_PRECISION,
            PiecePooling.MAX),
    /** The share of the cue words in all words, each counting with the mean of its pieces; by sums it is that of the pieces. */
    SHARE_OF_MEANS(
            "cue_dot_words_mean",
            "Share on cues, words (mean)",
            "Share of the target's row that lies on the cue words, every word counting with the mean of its pieces' scores.",
            CueMetric.DOT,
            PiecePooling.MEAN),
    /** The share of the cue words in all words, each counting with the highest score of its pieces. */
    SHARE_OF_MAXIMA(
            "cue_dot_words_max",
            "Share on cues, words (maximum)",
            "Share of the target's row that lies on the cue words, every word counting with the highest score of its pieces.",
            CueMetric.DOT,
            PiecePooling.MAX);

    private final String id;
    private final String label;
    private final String description;
    private final CueMetric metric;
    private final PiecePooling pooling;

    WordCueMetric(String id, String label, String description, CueMetric metric, PiecePooling pooling) {
        this.id = id;
        this.label = label;
        this.description = description;
        this.metric = metric;
        this.pooling = pooling;
    }

    @Override
    public Measure measure() {
        return new Measure(id, label, description, true, 0, 1);
    }

    @Override
    public double[] of(TargetRows rows, CueTokens cues) {
        WordPieces words = WordPieces.of(cues.wordOfToken());
        CueTokens cueWords = words.cueWords(cues);
        return IntStream.range(0, rows.layers())
                .mapToDouble(layer ->
                        metric.of(CueRanking.of(words.pooled(rows.layer(layer), pooling), cueWords, PiecePooling.SUM)))
                .toArray();
    }
}
