package dev.mixlab.web.evaluations;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import java.util.ArrayList;
import java.util.List;

/** Reads all sentences of a score run. */
final class SentenceRows {

    /** Sentences read at a time. */
    private static final int PAGE = 1000;

    private SentenceRows() {}

    /** Returns the sentences in the order of their index. */
    static List<ScoreRow> of(ScoreRuns scores, ScoreRun scored) {
        List<ScoreRow> rows = new ArrayList<>();
        while (rows.size() < scored.examples()) {
            PageRequest next = new PageRequest(rows.size(), PAGE);
            rows.addAll(
                    scores.examples(scored.id(), ScoreRuns.Filter.any(), next).items());
        }
        return rows;
    }
}
