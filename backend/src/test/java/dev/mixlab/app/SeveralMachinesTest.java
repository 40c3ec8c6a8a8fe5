package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.app.operation.WorkerProcess;
import dev.mixlab.app.server.Application;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.Slots;
import dev.mixlab.jobs.cost.ThisMachine.Limits;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.TestServer;
import dev.mixlab.training.FineTuningSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server without slots and workers in processes of their own, on one PostgreSQL server. */
@DisabledOnOs(OS.WINDOWS)
class SeveralMachinesTest {

    /** So many that scoring takes long enough for others to join. */
    private static final List<String> METHODS = List.of("value_zeroing_cosine", "alti");

    /** Three parts, of which the worker that has the run takes two. */
    private static final int EXAMPLES = 288;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final DatabaseAddress address = TestServer.fresh();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private Application server;
    private Database observer;

    @BeforeEach
    void open() {
        System.setProperty("DJL_CACHE_DIR", WorkerProcess.nativeLibraries());
        server = Application.open(new Application.Settings(
                folder,
                Slots.of(0),
                URI.create("http://localhost:1/"),
                MachineBudget.ofMachine(),
                ImportSettings.of(folder, Map.of()),
                List.of(),
                Limits.usual(),
                address));
        server.start();
        observer = Database.join(address);
    }

    @AfterEach
    void close() {
        workers.forEach(WorkerProcess::close);
        observer.close();
        server.close();
    }

    @Test
    void oneOfThreeWorkersIsStoppedAndOneIsKilled() throws Exception {
        for (String name : List.of("first", "second", "third")) {
            workers.add(WorkerProcess.start(address, folder, name));
        }
        await(() -> workers.stream().allMatch(WorkerProcess::isReady));

        RunId disturbed = server.queue().launch(spec("disturbed")).id();
        await(() -> !pickedBy("chunk").isEmpty());
        WorkerProcess helper = pickedBy("chunk").get(0);
        helper.stop();
        await(() -> isDone(disturbed, StageName.SCORE_BEFORE));
        await(() -> run(disturbed).stage(StageName.FINE_TUNE).done() > 0);
        WorkerProcess owner = pickedBy("run").get(0);
        owner.kill();
        helper.goOn();
        await(() -> run(disturbed).state().isFinal());

        RunId calm = server.queue().launch(spec("calm")).id();
        await(() -> run(calm).state().isFinal());

        assertThat(helper).isNotEqualTo(owner);
        assertThat(figures(disturbed)).hasSizeGreaterThan(10_000).isEqualTo(figures(calm));
        assertThat(log(disturbed)).contains("of them by other workers");
        assertThat(folder.resolve("cache").resolve("weights")).isNotEmptyDirectory();
        for (WorkerProcess worker : workers) {
            assertThat(worker.end()).isTrue();
        }
        assertThat(helper.log()).contains("unfinished runs are handed back");
        assertThat(helper.log().lines().filter(line -> line.contains(" ERROR d.m.")))
                .isEmpty();
    }

    /** Returns the processes that execute a run, or a part of one. */
    private List<WorkerProcess> pickedBy(String task) {
        List<String> names = observer.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT picked_by FROM scheduled_tasks WHERE picked = TRUE AND task_name = :task")
                        .bind("task", task)
                        .mapTo(String.class)
                        .list());
        return workers.stream()
                .filter(worker -> names.stream().anyMatch(worker::isNamed))
                .toList();
    }

    private boolean isDone(RunId id, StageName stage) {
        return run(id).stage(stage).status() == StageState.Status.DONE;
    }

    private Run run(RunId id) {
        return server.stores().runs().get(id);
    }

    private String log(RunId id) {
        return server.stores().runs().log(id, 0).stream().map(LogLine::text).collect(Collectors.joining("\n"));
    }

    private static PipelineSpec spec(String name) {
        FineTuningSettings settings =
                FineTuningSettings.paper().withLearningRate(1e-3).withEpochs(1).withBatchSize(16);
        return new PipelineSpec(name, "tiny-bert", SampleData.ID, EXAMPLES, settings, METHODS);
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as(() -> workers.stream().map(WorkerProcess::log).collect(Collectors.joining("\n")))
                    .isBefore(end);
            Thread.sleep(20);
        }
    }

    /** Every value of every stored map, and the accuracies. */
    private List<Float> figures(RunId id) {
        Run run = server.stores().runs().get(id);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.SUCCEEDED);
        List<Float> figures = new ArrayList<>();
        for (ScoreRunId scores : List.of(
                Objects.requireNonNull(run.results().scoresBefore()),
                Objects.requireNonNull(run.results().scoresAfter()))) {
            figures.add(
                    Objects.requireNonNull(server.stores().scores().get(scores).accuracy())
                            .floatValue());
            server.stores()
                    .scores()
                    .visit(
                            scores,
                            (maps, index) -> maps.forEach(map -> {
                                for (float value : map.values()) {
                                    figures.add(value);
                                }
                            }));
        }
        return figures;
    }
}
