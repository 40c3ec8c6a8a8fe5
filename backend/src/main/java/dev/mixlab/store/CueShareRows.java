package dev.mixlab.store;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.run.CueShare;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes with each run its best share on cues, so that runs can be listed and ordered by it. */
public final class CueShareRows {

    private static final Logger LOG = LoggerFactory.getLogger(CueShareRows.class);

    /** Rows that are read at once: tables of figures are large, and what is kept of each is small. */
    private static final int ROWS = 50;

    private CueShareRows() {}

    /** Returns whether figures are those of which the best is noted. */
    public static boolean isMeasured(EstimateTable figures) {
        return figures.measure().equals(CueShare.MEASURE) && figures.group().equals(CueShare.GROUP);
    }

    /** Notes the best of some figures with the run whose scores after fine-tuning they are of, if there is one. */
    public static void note(Handle handle, String scores, EstimateTable figures) {
        note(handle, new Best(scores, CueShare.best(figures)));
    }

    /** The best share of some scores; null where they have none. */
    private record Best(String scores, @Nullable CueShare share) {}

    private static void note(Handle handle, Best best) {
        CueShare share = best.share();
        handle.createUpdate("UPDATE run SET cue_share_value = :value, cue_share_method = :method,"
                        + " cue_share_layer = :layer WHERE scores_after = :scores")
                .bind("value", share == null ? null : Double.valueOf(share.value()))
                .bind("method", share == null ? null : share.method())
                .bind("layer", share == null ? null : Integer.valueOf(share.layer()))
                .bind("scores", best.scores())
                .execute();
    }

    /** Notes the best share of every run whose figures are stored and can be read; {@code mixlab doctor} names those that cannot. */
    static void noteAll(Handle handle) {
        List<Best> stored = handle.createQuery("SELECT score_run_id, content FROM evaluation_figures"
                        + " WHERE measure = :measure AND group_name = :group")
                .bind("measure", CueShare.MEASURE)
                .bind("group", CueShare.GROUP)
                .setFetchSize(ROWS)
                .map((row, context) -> best(row.getString("score_run_id"), row.getString("content")))
                .list();
        stored.forEach(best -> note(handle, best));
    }

    private static Best best(String scores, String content) {
        try {
            return new Best(scores, CueShare.best(Columns.read(content, EstimateTable.class)));
        } catch (IllegalStateException damaged) {
            LOG.warn(
                    "the figures of score run {} cannot be read; its run is listed without a best share on cues",
                    scores);
            return new Best(scores, null);
        }
    }
}
