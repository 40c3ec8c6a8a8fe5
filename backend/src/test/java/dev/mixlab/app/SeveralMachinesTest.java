package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.app.server.Application;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.cost.ThisMachine.Limits;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageName;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.TestServer;
import dev.mixlab.training.FineTuningSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server without slots and workers in processes of their own, on one PostgreSQL server. */
@DisabledOnOs(OS.WINDOWS)
class SeveralMachinesTest {

    private static final List<String> METHODS = List.of("attn");
    private static final int EXAMPLES = 24;

    @TempDir
    private Path folder;

    private final DatabaseAddress address = TestServer.fresh();
    private final List<Process> workers = new ArrayList<>();
    private Application server;

    @BeforeEach
    void open() {
        System.setProperty(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("user.home"), ".djl.ai").toString());
        server = Application.open(new Application.Settings(
                folder,
                0,
                URI.create("http://localhost:1/"),
                MachineBudget.ofMachine(),
                ImportSettings.of(folder, Map.of()),
                List.of(),
                Limits.usual(),
                address));
        server.start();
    }

    @AfterEach
    void close() {
        workers.forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void aRunGoesOnInAnotherProcessWhenOneIsKilled() throws Exception {
        RunId disturbed = server.queue().launch(spec("disturbed")).id();
        Process first = worker("first");
        await(disturbed, run -> run.state() == RunState.RUNNING);
        Process second = worker("second");
        await(disturbed, run -> run.stage(StageName.FINE_TUNE).done() > 0);
        first.destroyForcibly().waitFor();
        await(disturbed, run -> run.state().isFinal());

        RunId calm = server.queue().launch(spec("calm")).id();
        await(calm, run -> run.state().isFinal());

        assertThat(figures(disturbed)).hasSizeGreaterThan(100).isEqualTo(figures(calm));
        second.destroy();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log("second"))).contains("unfinished runs are handed back");
    }

    private static PipelineSpec spec(String name) {
        FineTuningSettings settings =
                FineTuningSettings.paper().withLearningRate(1e-3).withEpochs(3).withBatchSize(8);
        return new PipelineSpec(name, "tiny-bert", SampleData.ID, EXAMPLES, settings, METHODS);
    }

    private Process worker(String name) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dai.djl.offline=true",
                        "-Dmixlab.heartbeat.milliseconds=500",
                        "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "worker",
                        "--database",
                        address.toString().replace("//", "//postgres@"),
                        "--cache-dir",
                        folder.resolve("cache").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        workers.add(process);
        return process;
    }

    private Path log(String worker) {
        return folder.resolve(worker + ".log");
    }

    private void await(RunId id, Predicate<Run> condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        while (!condition.test(server.stores().runs().get(id))) {
            assertThat(Instant.now())
                    .as("%s %s", server.stores().runs().get(id), logs())
                    .isBefore(end);
            Thread.sleep(20);
        }
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String worker : List.of("first", "second")) {
            if (Files.exists(log(worker))) {
                all.append(worker).append(":\n").append(Files.readString(log(worker)));
            }
        }
        return all.toString();
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
