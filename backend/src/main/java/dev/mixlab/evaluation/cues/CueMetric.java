package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.cues.CueRanking.Tie;

/**
 * What cue alignment is measured in. All values lie between 0 and 1 and are the higher the better; NaN where the ranking is undefined.
 * Where scores are equal, reciprocal rank and pointing are what they are on average over all orders of the equal ones.
 */
public enum CueMetric {
    /** Share of the row that lies on the cue words. */
    DOT("cue_dot", "Share on cues") {
        @Override
        double defined(CueRanking ranking) {
            return ranking.share();
        }
    },
    /** Area under the precision-recall steps, equal scores being one step, as scikit-learn's average_precision_score. */
    AVERAGE_PRECISION("cue_average_precision", "Average precision") {
        @Override
        double defined(CueRanking ranking) {
            return averagePrecision(ranking);
        }
    },
    /** 1 over the rank of the best-ranked cue piece. */
    RECIPROCAL_RANK("cue_reciprocal_rank", "Reciprocal rank") {
        @Override
        double defined(CueRanking ranking) {
            return reciprocalRank(ranking);
        }
    },
    /** 1 where the top token is a piece of a cue word, else 0. */
    POINTING("cue_pointing", "Pointing accuracy") {
        @Override
        double defined(CueRanking ranking) {
            return pointing(ranking);
        }
    };

    private final String id;
    private final String label;

    CueMetric(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** Short name, also that in reference files. */
    public String id() {
        return id;
    }

    /** The name to show. */
    public String label() {
        return label;
    }

    /** The metric of one row. */
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
