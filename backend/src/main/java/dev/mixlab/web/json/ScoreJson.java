package dev.mixlab.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Score runs and their sentences as the contract has them. */
public final class ScoreJson {

    private ScoreJson() {}

    /** The contract's ScoreRun. */
    public record ScoreRunView(
            String id,
            String runId,
            String modelId,
            String when,
            String dataId,
            List<String> methods,
            int examples,
            @Nullable Double accuracy,
            int layers,
            Instant createdAt,
            List<ScoreRuns.Refused> refused) {

        public static ScoreRunView of(ScoreRun scores, List<ScoreRuns.Refused> refused) {
            return new ScoreRunView(
                    scores.id().value(),
                    scores.run().value(),
                    scores.modelId(),
                    scores.when().name().toLowerCase(Locale.ROOT),
                    scores.dataId(),
                    scores.methods(),
                    scores.examples(),
                    scores.accuracy(),
                    scores.layers(),
                    scores.createdAt(),
                    refused);
        }
    }

    /** The contract's ExampleSummary. */
    public record SummaryView(
            int index,
            String id,
            String paradigm,
            String label,
            String sentence,
            String good,
            String bad,
            boolean correct,
            double probabilityGood,
            double probabilityBad) {

        public static SummaryView of(ScoreRow row) {
            return new SummaryView(
                    row.index(),
                    row.id(),
                    row.paradigm().id(),
                    ScoreJson.numberName(row.label()),
                    row.sentence(),
                    row.good(),
                    row.bad(),
                    row.correct(),
                    row.probabilityGood(),
                    row.probabilityBad());
        }
    }

    /** The contract's Example. */
    public record ExampleView(
            @JsonUnwrapped SummaryView summary,
            List<String> words,
            List<String> tokens,
            List<Integer> wordOfToken,
            int target,
            int targetWord,
            List<Integer> cues,
            List<String> methods) {

        public static ExampleView of(ScoreDetail detail, ScoreRun scores) {
            return new ExampleView(
                    SummaryView.of(detail.row()),
                    detail.words(),
                    detail.tokens(),
                    detail.wordOfToken(),
                    detail.target(),
                    detail.targetWord(),
                    detail.cues(),
                    scores.methods());
        }
    }

    private static String numberName(GrammaticalNumber number) {
        return number.name().toLowerCase(Locale.ROOT);
    }
}
