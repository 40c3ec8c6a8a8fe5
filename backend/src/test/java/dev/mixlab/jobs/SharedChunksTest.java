package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Parts of a run that another slot of the same process computes. */
class SharedChunksTest {

    private static final int EXAMPLES = 300;
    private static final List<String> EVALUATIONS = List.of("cue_alignment", "faithfulness", "probing");
    private static final EvaluatingSettings FEW = new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(), 17, 1);

    private static PipelineSpec spec() {
        return Workbench.spec(EXAMPLES, 1).withEvaluations(EVALUATIONS, FEW);
    }

    @Test
    void aFreeSlotComputesPartsOfARunWithTheSameFigures() throws InterruptedException {
        try (Workbench alone = new Workbench(TestDatabase.fresh());
                Workbench two = new Workbench(TestDatabase.fresh(), 2)) {
            Run calm = alone.succeed(spec());
            Run helped = two.succeed(spec());

            assertThat(two.figures(helped.id())).isEqualTo(alone.figures(calm.id()));
            assertThat(columns(two, helped)).isEqualTo(columns(alone, calm));
            assertThat(log(alone, calm)).doesNotContain("other workers");
            assertThat(log(two, helped))
                    .containsPattern("300 examples scored .*, \\d+ of them by other workers")
                    .containsPattern("Faithfulness of .* parts of it by other workers")
                    .containsPattern("Probing of .* parts of it by other workers");
            assertThat(waiting(two)).isZero();
            assertThat(count(two, "evaluation_chunk")).isZero();
        }
    }

    @Test
    void partsOfARunThatIsCancelledLeaveTheQueue() throws InterruptedException {
        try (Workbench two = new Workbench(TestDatabase.fresh(), 2)) {
            two.queue.start();
            RunId id = two.queue.launch(Workbench.spec(EXAMPLES, 1)).id();
            two.await(id, run -> run.stage(StageName.SCORE_BEFORE).done() > 0);
            two.queue.cancel(id);

            assertThat(two.awaitEnd(id).state()).isEqualTo(RunState.CANCELLED);
            while (waiting(two) > 0) {
                Thread.sleep(10);
            }
        }
    }

    @Test
    void whatCannotBeStoredByAnotherSlotIsComputedByTheRunItself() throws InterruptedException {
        AtomicInteger refused = new AtomicInteger();
        Thread test = Thread.currentThread();
        try (Workbench alone = new Workbench(TestDatabase.fresh());
                Workbench two = new Workbench(
                        TestDatabase.fresh(),
                        (method, values) -> {
                            boolean ofAChunk = Arrays.stream(
                                            Thread.currentThread().getStackTrace())
                                    .anyMatch(frame -> frame.getClassName().endsWith(".ChunkWorker"));
                            if (ofAChunk && test != Thread.currentThread()) {
                                refused.incrementAndGet();
                                throw new IllegalStateException("this part fails here, as the test wants it");
                            }
                        },
                        2)) {
            Run calm = alone.succeed(Workbench.spec(EXAMPLES, 1));
            Run helped = two.succeed(Workbench.spec(EXAMPLES, 1));

            assertThat(refused.get()).isPositive();
            assertThat(two.figures(helped.id())).isEqualTo(alone.figures(calm.id()));
            assertThat(waiting(two)).isZero();
        }
    }

    private static long waiting(Workbench bench) {
        return count(bench, "scheduled_tasks WHERE task_name = 'chunk'");
    }

    private static long count(Workbench bench, String rows) {
        return bench.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + rows)
                        .mapTo(Long.class)
                        .one());
    }

    private static String log(Workbench bench, Run run) {
        return bench.stores.runs().log(run.id(), 0).stream().map(LogLine::text).collect(Collectors.joining("\n"));
    }

    /** Every value of every measure. */
    private static List<String> columns(Workbench bench, Run run) {
        ScoreRunId scores = Objects.requireNonNull(run.results().scoresAfter());
        return bench.stores.evaluations().measures(scores).stream()
                .flatMap(measure -> bench.stores.evaluations().columns(scores, measure).stream())
                .map(column -> column.measure() + " " + column.view() + Arrays.toString(column.values()))
                .toList();
    }
}
