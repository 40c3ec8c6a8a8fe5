package dev.mixlab.run;

import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A launched job as it is stored.
 *
 * @param id its name
 * @param spec what it was asked to do
 * @param state where it stands
 * @param stages its stages in order
 * @param progress how far it is
 * @param results what it has brought so far
 * @param provenance all that made the results; null until the data is prepared
 * @param error why it failed, for people to read; null unless failed
 * @param createdAt when it was launched
 * @param startedAt when work on it first began
 * @param finishedAt when it came to a final state
 */
public record Run(
        RunId id,
        PipelineSpec spec,
        RunState state,
        List<StageState> stages,
        Progress progress,
        Results results,
        @Nullable Provenance provenance,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public Run {
        stages = List.copyOf(stages);
    }

    /** The stage of that name. */
    public StageState stage(StageName name) {
        return stages.stream()
                .filter(stage -> stage.name() == name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("run " + id + " has no stage " + name.id()));
    }

    /**
     * What a run has brought so far.
     *
     * @param accuracyBefore share of test examples right before fine-tuning
     * @param accuracyAfter share of test examples right after fine-tuning
     * @param checkpoint the fine-tuned weights
     * @param scoresBefore the maps before fine-tuning
     * @param scoresAfter the maps after fine-tuning
     */
    public record Results(
            @Nullable Double accuracyBefore,
            @Nullable Double accuracyAfter,
            @Nullable CheckpointId checkpoint,
            @Nullable ScoreRunId scoresBefore,
            @Nullable ScoreRunId scoresAfter) {

        /** Nothing yet. */
        public static Results none() {
            return new Results(null, null, null, null, null);
        }

        public Results withBefore(ScoreRunId scores, @Nullable Double accuracy) {
            return new Results(accuracy, accuracyAfter, checkpoint, scores, scoresAfter);
        }

        public Results withCheckpoint(CheckpointId weights, double accuracy) {
            return new Results(accuracyBefore, accuracy, weights, scoresBefore, scoresAfter);
        }

        public Results withAfter(ScoreRunId scores, @Nullable Double accuracy) {
            return new Results(accuracyBefore, accuracy, checkpoint, scoresBefore, scores);
        }
    }
}
