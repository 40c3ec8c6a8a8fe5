package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.JavaCommand;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.score.EvaluationRuns.Chunk;
import dev.mixlab.run.score.EvaluationRuns.Evaluated;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process ends in its middle goes on in the next process, with the figures of an undisturbed one. */
class RestartTest {

    /** Two chunks of scores. */
    private static final int EXAMPLES = 160;

    private static final int EPOCHS = 4;

    /** An epoch has 5 steps. */
    private static final int STEP_OF_THIRD_EPOCH = 12;

    /** Words are masked at random while it is trained, which must not depend on interruptions either. */
    private static final PipelineSpec TRAINED = maskedSpec();

    private static final PipelineSpec EVALUATED = Workbench.spec(20, 1)
            .withEvaluations(
                    List.of("cue_alignment", "faithfulness"),
                    new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.AS_PUBLISHED), 6, 2));

    private static Workbench.Figures undisturbed;

    @TempDir
    private Path folder;

    private static PipelineSpec maskedSpec() {
        PipelineSpec spec = Workbench.spec(EXAMPLES, EPOCHS);
        return spec.withFineTuning(spec.fineTuning().withMaskedShare(0.5));
    }

    @BeforeAll
    static void runUndisturbed() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            bench.queue.start();
            Run run = bench.awaitEnd(bench.queue.launch(TRAINED).id());
            undisturbed = bench.figures(run.id());
        }
    }

    @Test
    void aRunThatIsKilledWhileItScoresGoesOnAfterTheLastStoredChunk() throws Exception {
        RunId id = killWhen(Moment.SCORING);

        try (Workbench bench = new Workbench(Database.open(folder))) {
            Run killed = bench.stores.runs().get(id);
            assertThat(killed.state()).isEqualTo(RunState.RUNNING);
            int stored = bench.stores.scores().list(id).get(0).examples();
            assertThat(stored).isPositive().isLessThan(EXAMPLES);

            assertThatItEndsAsIfUndisturbed(bench, id);
        }
    }

    @Test
    void aRunThatIsKilledWhileItTrainsGoesOnAfterItsLastEpoch() throws Exception {
        RunId id = killWhen(Moment.TRAINING);

        try (Workbench bench = new Workbench(Database.open(folder))) {
            Run killed = bench.stores.runs().get(id);
            assertThat(killed.stage(StageName.SCORE_BEFORE).status()).isEqualTo(StageState.Status.DONE);
            assertThat(bench.stores.states().latest(id).orElseThrow().epoch()).isEqualTo(2);

            Run ended = assertThatItEndsAsIfUndisturbed(bench, id);

            assertThat(ended.stage(StageName.SCORE_BEFORE)).isEqualTo(killed.stage(StageName.SCORE_BEFORE));
            assertThat(bench.stores.runs().log(id, 0))
                    .anyMatch(line -> line.text().startsWith("Fine-tuning goes on after epoch"));
        }
    }

    @Test
    void aRunThatIsKilledWhileItEvaluatesGoesOnAfterTheLastStoredChunkOfItsEvaluation() throws Exception {
        RunId id = killWhen(Moment.EVALUATING);
        List<Chunk> computed = new CopyOnWriteArrayList<>();

        try (Workbench bench = new Workbench(Database.open(folder), Workbench.TOY, (method, values) -> {
                    if (method.equals("saveChunk")) {
                        computed.add((Chunk) values[0]);
                    }
                });
                Workbench calm = new Workbench(TestDatabase.fresh())) {
            Run killed = bench.stores.runs().get(id);
            ScoreRunId before = Objects.requireNonNull(killed.results().scoresBefore());
            List<Evaluated> stored = bench.stores.evaluations().list(before);
            assertThat(stored).extracting(Evaluated::evaluation).containsExactly("cue_alignment");
            bench.queue.start();
            Run ended = bench.awaitEnd(id);
            calm.queue.start();
            Run undisturbedRun = calm.awaitEnd(calm.queue.launch(EVALUATED).id());

            assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(bench.stores.evaluations().list(before)).hasSize(2).containsAll(stored);
            assertThat(computed)
                    .filteredOn(chunk -> chunk.scoreRun().equals(before))
                    .extracting(Chunk::number)
                    .containsExactly(16);
            for (Chunk chunk : computed) {
                assertThat(bench.stores.evaluations().chunk(chunk, Object.class))
                        .isNull();
            }
            for (String measure : List.of("cue_dot", "spearman", "sufficiency")) {
                assertThat(bench.stores.evaluations().figures(before, measure, "all"))
                        .isEqualTo(calm.stores
                                .evaluations()
                                .figures(
                                        Objects.requireNonNull(
                                                undisturbedRun.results().scoresBefore()),
                                        measure,
                                        "all"));
            }
        }
    }

    @Test
    void aRunIsInterruptedWhenTheQueueIsClosedAndGoesOnWhenItIsStartedAgain() throws InterruptedException {
        RunId id;
        try (Workbench bench = new Workbench(Database.open(folder))) {
            bench.queue.start();
            id = bench.queue.launch(TRAINED).id();
            bench.await(id, run -> run.stage(StageName.FINE_TUNE).status() == StageState.Status.RUNNING);
        }
        try (Workbench bench = new Workbench(Database.open(folder))) {
            assertThat(bench.stores.runs().get(id).state()).isEqualTo(RunState.RUNNING);

            assertThatItEndsAsIfUndisturbed(bench, id);
        }
    }

    @Test
    void aRunThatWasBeingCancelledIsCancelledAfterTheRestart() throws InterruptedException {
        RunId id;
        try (Workbench bench = new Workbench(Database.open(folder))) {
            id = bench.queue.launch(Workbench.spec(20, 1)).id();
            bench.stores.journal().move(id, RunState.RUNNING, null);
            bench.stores.journal().move(id, RunState.CANCELLING, null);
        }
        try (Workbench bench = new Workbench(Database.open(folder))) {
            bench.queue.start();

            assertThat(bench.awaitEnd(id).state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void aRunThatWasStoredButNeverQueuedIsQueuedAtTheNextStart() throws InterruptedException {
        RunId id;
        try (Workbench bench = new Workbench(Database.open(folder))) {
            id = bench.stores.journal().create(Workbench.spec(20, 1)).id();
        }
        try (Workbench bench = new Workbench(Database.open(folder))) {
            bench.queue.start();

            assertThat(bench.awaitEnd(id).state()).isEqualTo(RunState.SUCCEEDED);
        }
    }

    private static Run assertThatItEndsAsIfUndisturbed(Workbench bench, RunId id) throws InterruptedException {
        bench.queue.start();
        Run ended = bench.awaitEnd(id);
        assertThat(ended.error()).isNull();
        assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(bench.figures(id)).isEqualTo(undisturbed);
        assertThat(ended.stage(StageName.FINE_TUNE).done()).isEqualTo((long) EXAMPLES * EPOCHS);
        return ended;
    }

    /** When the other process is killed. */
    enum Moment {
        SCORING,
        EVALUATING,
        TRAINING
    }

    private RunId killWhen(Moment moment) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        JavaCommand.of(List.of("-Xmx1g"), Other.class, List.of(folder.toString(), moment.name())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] name = process.getInputStream().readNBytes(RunId.fresh().value().length());
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new RunId(new String(name, StandardCharsets.US_ASCII));
    }

    /** The process that is killed: it launches a run and says its name when the moment has come. */
    static final class Other {

        private static volatile @Nullable RunId running;

        private Other() {}

        public static void main(String[] arguments) throws InterruptedException {
            Moment moment = Moment.valueOf(arguments[1]);
            Workbench bench = new Workbench(Database.open(Path.of(arguments[0])), Workbench.TOY, (method, values) -> {
                if (isReached(moment, method, values)) {
                    if (moment == Moment.EVALUATING) {
                        // chunks are not flushed: the database itself writes within a second what was committed
                        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                    }
                    sayAndSleep(values[0] instanceof RunId id ? id : running);
                }
            });
            bench.queue.start();
            running = bench.queue
                    .launch(moment == Moment.EVALUATING ? EVALUATED : TRAINED)
                    .id();
            bench.awaitEnd(running);
        }

        private static boolean isReached(Moment moment, String method, Object[] values) {
            return switch (moment) {
                case SCORING -> method.equals("append");
                case EVALUATING -> method.equals("saveChunk");
                case TRAINING -> method.equals("step") && ((StepPoint) values[1]).step() == STEP_OF_THIRD_EPOCH;
            };
        }

        /** Work stands still from now on. */
        private static void sayAndSleep(@Nullable RunId id) {
            System.out.print(id);
            System.out.flush();
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
        }
    }
}
