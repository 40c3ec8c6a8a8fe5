package dev.mixlab.store.score;

import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.score.ScoreRuns.Skipped;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Reads the reasons why methods have no map for some examples. */
final class SkippedScores {

    private static final int LONGEST_REASON = 1000;

    private SkippedScores() {}

    static void insert(Handle handle, ScoreRunId id, List<Scored> examples) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO score_refusal (score_run_id, number, method, reason)"
                + " VALUES (:run, :index, :method, :reason)");
        for (Scored example : examples) {
            example.skipReasons()
                    .forEach((method, reason) -> batch.bind("run", id)
                            .bind("index", example.detail().row().index())
                            .bind("method", method)
                            .bind("reason", shortened(reason))
                            .add());
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static String shortened(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    /** Returns the methods that have no map for some examples, in the order of the score run, each with one of the reasons. */
    static List<Skipped> of(Handle handle, ScoreRun run) {
        return handle
                .createQuery("SELECT method, count(*) AS examples, min(reason) AS reason FROM score_refusal"
                        + " WHERE score_run_id = :run GROUP BY method")
                .bind("run", run.id())
                .map(ConstructorMapper.of(Skipped.class))
                .list()
                .stream()
                .sorted(Comparator.comparingInt(skipped -> run.methods().indexOf(skipped.method())))
                .toList();
    }

    /** Returns the reason for one example after a colon, or an empty text if there is none. */
    static String reason(Handle handle, ScoreRunId id, int index, String method) {
        return handle.createQuery("SELECT reason FROM score_refusal"
                        + " WHERE score_run_id = :run AND number = :index AND method = :method")
                .bind("run", id)
                .bind("index", index)
                .bind("method", method)
                .mapTo(String.class)
                .findOne()
                .map(reason -> ": " + reason)
                .orElse("");
    }
}
