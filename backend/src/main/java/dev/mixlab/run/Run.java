package dev.mixlab.run;

import dev.mixlab.run.account.Person;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.training.TrainingOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A launched run with its state. {@link RunBuilder} makes runs and copies of them.
 *
 * @param id id of the run
 * @param spec specification of the run
 * @param state current state
 * @param stages its stages in order
 * @param progress progress over all stages
 * @param results results so far
 * @param bestCueShare the best share on cues after fine-tuning; null until it is measured, and in runs that do not measure it
 * @param repeats id of the run whose settings it repeats, or null for another run
 * @param sweepId id of the sweep that it belongs to, or null for another run
 * @param owner to whom it belongs: who has launched it, unless it was handed over; null where nobody was signed in
 * @param priority how soon it is executed while it is queued
 * @param provenance provenance of the results; null until the data has been encoded
 * @param error message that says why it failed, or why it does not go on; null otherwise
 * @param createdAt time of its launch
 * @param startedAt time at which it was first executed
 * @param finishedAt time at which it reached a final state
 * @param marks what people note of it to keep it in order
 */
public record Run(
        RunId id,
        PipelineSpec spec,
        RunState state,
        List<StageState> stages,
        Progress progress,
        Results results,
        @Nullable CueShare bestCueShare,
        @Nullable RunId repeats,
        @Nullable SweepId sweepId,
        @Nullable Person owner,
        Priority priority,
        @Nullable Provenance provenance,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Marks marks) {

    public Run {
        stages = List.copyOf(stages);
    }

    /** Returns the stage of a name. */
    public StageState stage(StageName name) {
        return stages.stream()
                .filter(stage -> stage.name() == name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("run " + id + " has no stage " + name.id()));
    }

    /** Returns the id of the model that is scored and fine-tuned: the one with the head that the run fitted, or that of the spec. */
    public String startModel() {
        String fitted = results.fittedModel();
        return fitted == null ? spec.modelId() : fitted;
    }

    /** Returns this run with a reason why it does not go on. */
    public Run withError(String reason) {
        return RunBuilder.of(this).error(reason).build();
    }

    /** Returns the account that owns this run; null where nobody does. */
    public @Nullable AccountId ownerId() {
        return owner == null ? null : owner.id();
    }

    /**
     * Returns this run without what may still change when it has ended: what people note of it, its sweep, which may be deleted, and who
     * owns it, whose name is nobody's business outside.
     */
    public Run withoutMarks() {
        return RunBuilder.of(this).marks(Marks.none()).sweepId(null).owner(null).build();
    }

    /**
     * What people note of a run to keep it in order.
     *
     * @param tags its tags, in alphabetical order
     * @param starred whether it is starred
     * @param archivedAt time at which it was archived; null in a run that is not
     */
    public record Marks(
            List<String> tags, boolean starred, @Nullable Instant archivedAt) {

        public Marks {
            tags = List.copyOf(tags);
        }

        /** Returns the marks of a new run. */
        public static Marks none() {
            return new Marks(List.of(), false, null);
        }
    }

    /**
     * The results of a run so far.
     *
     * @param accuracyBefore share of correct test examples before fine-tuning
     * @param accuracyAfter share of correct test examples after fine-tuning
     * @param checkpoint id of the checkpoint with the fine-tuned weights
     * @param scoresBefore id of the score run before fine-tuning
     * @param scoresAfter id of the score run after fine-tuning
     * @param trainingOutcome whether the fine-tuning learned anything; null until it has ended
     * @param fittedModel id of the model with the head that the run fitted; null in other runs
     */
    public record Results(
            @Nullable Double accuracyBefore,
            @Nullable Double accuracyAfter,
            @Nullable CheckpointId checkpoint,
            @Nullable ScoreRunId scoresBefore,
            @Nullable ScoreRunId scoresAfter,
            @Nullable TrainingOutcome trainingOutcome,
            @Nullable String fittedModel) {

        /** Returns the results of a run that has none yet. */
        public static Results none() {
            return new Results(null, null, null, null, null, null, null);
        }

        public Results withBefore(ScoreRunId scores, @Nullable Double accuracy) {
            return new Results(accuracy, accuracyAfter, checkpoint, scores, scoresAfter, trainingOutcome, fittedModel);
        }

        public Results withCheckpoint(CheckpointId weights, double accuracy, TrainingOutcome outcome) {
            return new Results(accuracyBefore, accuracy, weights, scoresBefore, scoresAfter, outcome, fittedModel);
        }

        public Results withAfter(ScoreRunId scores, @Nullable Double accuracy) {
            return new Results(
                    accuracyBefore, accuracy, checkpoint, scoresBefore, scores, trainingOutcome, fittedModel);
        }

        public Results withFittedModel(String model) {
            return new Results(
                    accuracyBefore, accuracyAfter, checkpoint, scoresBefore, scoresAfter, trainingOutcome, model);
        }
    }
}
