package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.cues.CueRanking.Tie;

/**
 * The metrics of cue alignment. All values lie between 0 and 1, and higher is better; they are NaN if the ranking is
 * undefined. If scores are tied, reciprocal rank and pointing are means over all orders of the tied tokens.
 */
public enum CueMetric {
    /** The share of the row that lies on the cue words. */
    DOT("cue_dot", "Share on cues", "Share of the target's row, made positive, that lies on the cue words.") {
        @Override
        double defined(CueRanking ranking) {
            return ranking.share();
        }
    },
    /** The area under the steps of precision and recall, tied scores being one step, like scikit-learn's average_precision_score. */
    AVERAGE_PRECISION(
            "cue_average_precision",
            "Average precision",
            "Average precision of the cue pieces among all tokens ranked by score.") {
        @Override
        double defined(CueRanking ranking) {
            return averagePrecision(ranking);
        }
    },
    /** The reciprocal of the rank of the best-ranked cue piece. */
    RECIPROCAL_RANK("cue_reciprocal_rank", "Reciprocal rank", "1 over the rank of the best-ranked cue piece.") {
        @Override
        double defined(CueRanking ranking) {
            return reciprocalRank(ranking);
        }
    },
    /** 1 if the top token is a piece of a cue word, otherwise 0. */
    POINTING("cue_pointing", "Pointing accuracy", "Share of sentences whose top token is a piece of a cue word.") {
        @Override
        double defined(CueRanking ranking) {
            return pointing(ranking);
        }
    };

    private final String id;
    private final String label;
    private final String description;

    CueMetric(String id, String label, String description) {
        this.id = id;
        this.label = label;
        this.description = description;
    }

    /** Returns the short name, which reference files use too. */
    public String id() {
        return id;
    }

    /** Returns the name to show. */
    public String label() {
        return label;
    }

    /** Returns one sentence on what the metric means. */
    public String description() {
        return description;
    }

    /** Computes the metric of one row; NaN if the ranking is undefined. */
    public double of(CueRanking ranking) {
        return ranking.defined() ? defined(ranking) : Double.NaN;
    }

    abstract double defined(CueRanking ranking);

    private static double averagePrecision(CueRanking ranking) {
        double all = ranking.cues();
        double sum = 0;
        int seen = 0;
        int found = 0;
        for (Tie tie : ranking.ties()) {
            seen += tie.tokens();
            found += tie.cues();
            sum += tie.cues() / all * found / seen;
        }
        return sum;
    }

    private static double reciprocalRank(CueRanking ranking) {
        int before = 0;
        for (Tie tie : ranking.ties()) {
            if (tie.cues() > 0) {
                return expectedReciprocal(before, tie);
            }
            before += tie.tokens();
        }
        throw new IllegalStateException("a defined ranking has a cue");
    }

    /** The best of the group's cues stands at place k with probability C(n - k, c - 1) / C(n, c). */
    private static double expectedReciprocal(int before, Tie tie) {
        int others = tie.tokens() - tie.cues();
        double probability = (double) tie.cues() / tie.tokens();
        double sum = 0;
        for (int place = 1; place <= others + 1; place++) {
            sum += probability / (before + place);
            probability *= (double) (others + 1 - place) / Math.max(1, tie.tokens() - place);
        }
        return sum;
    }

    private static double pointing(CueRanking ranking) {
        Tie top = ranking.ties().get(0);
        return (double) top.cues() / top.tokens();
    }
}
