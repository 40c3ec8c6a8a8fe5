package dev.mixlab.store;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.run.CueShare;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Notes with each run its best share on cues, so that runs can be listed and ordered by it. */
public final class CueShareRows {

    private CueShareRows() {}

    /** Returns whether figures are those of which the best is noted. */
    public static boolean isMeasured(EstimateTable figures) {
        return figures.measure().equals(CueShare.MEASURE) && figures.group().equals(CueShare.GROUP);
    }

    /** Notes the best of some figures with the run whose scores after fine-tuning they are of, if there is one. */
    public static void note(Handle handle, String scores, EstimateTable figures) {
        CueShare best = CueShare.best(figures);
        handle.createUpdate("UPDATE run SET cue_share_value = :value, cue_share_method = :method,"
                        + " cue_share_layer = :layer WHERE scores_after = :scores")
                .bind("value", best == null ? null : Double.valueOf(best.value()))
                .bind("method", best == null ? null : best.method())
                .bind("layer", best == null ? null : Integer.valueOf(best.layer()))
                .bind("scores", scores)
                .execute();
    }

    /** Notes the best share of every run whose figures are stored. */
    static void noteAll(Handle handle) {
        Map<String, EstimateTable> stored = new HashMap<>();
        handle.createQuery("SELECT score_run_id, content FROM evaluation_figures"
                        + " WHERE measure = :measure AND group_name = :group")
                .bind("measure", CueShare.MEASURE)
                .bind("group", CueShare.GROUP)
                .map((row, context) -> Map.entry(
                        row.getString("score_run_id"), Columns.read(row.getString("content"), EstimateTable.class)))
                .forEach(row -> stored.put(row.getKey(), row.getValue()));
        stored.forEach((scores, figures) -> note(handle, scores, figures));
    }
}
