package dev.mixlab.app.operation;

import dev.mixlab.app.server.Application;
import dev.mixlab.common.JavaCommand;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.jobs.Slots;
import dev.mixlab.jobs.cost.ThisMachine.Limits;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.TestServer;
import dev.mixlab.training.FineTuningSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Measures what a second worker is good for: the same run by one worker and by two, of one processor each, in turns, on a PostgreSQL server
 * that this program starts. The stages before fine-tuning are the first of processes that have just started, which load and compile what
 * those after it have. The machine needs two processors with nothing else to do.
 *
 * <pre>java -cp CLASSPATH dev.mixlab.app.operation.WorkersTable FOLDER [TURNS]</pre>
 */
final class WorkersTable {

    private static final List<String> METHODS =
            List.of("value_zeroing_cosine", "value_zeroing_l1", "alti", "decompx_norm", "attnlrp");

    private WorkersTable() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        System.setProperty("DJL_CACHE_DIR", WorkerProcess.nativeLibraries());
        int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        System.out.println(
                "workers  turn  score before, after [s]  evaluate before, after [s]  by others  processor time of each worker, of"
                        + " the server [s]");
        for (int turn = 1; turn <= turns; turn++) {
            for (int workers = 1; workers <= 2; workers++) {
                measure(folder.resolve("%s-%s".formatted(turn, workers)), workers, turn);
            }
        }
        System.exit(0);
    }

    private static void measure(Path folder, int count, int turn) throws Exception {
        Files.createDirectories(folder);
        DatabaseAddress address = TestServer.fresh();
        List<WorkerProcess> workers = new ArrayList<>();
        try (Application server = Application.open(new Application.Settings(
                folder,
                Slots.of(0),
                URI.create("http://localhost:1/"),
                MachineBudget.ofMachine(),
                ImportSettings.of(folder, Map.of()),
                List.of(),
                Limits.usual(),
                address))) {
            server.start();
            for (int i = 0; i < count; i++) {
                workers.add(WorkerProcess.start(
                        address,
                        folder,
                        "worker-" + i,
                        JavaCommand.EVERY_COMPILER,
                        JavaCommand.USUAL_COLLECTOR,
                        "-XX:ActiveProcessorCount=1"));
            }
            while (!workers.stream().allMatch(WorkerProcess::isReady)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            RunId id = server.queue().launch(spec()).id();
            Run run = server.stores().runs().get(id);
            while (!run.state().isFinal()) {
                TimeUnit.MILLISECONDS.sleep(100);
                run = server.stores().runs().get(id);
            }
            if (run.state() != RunState.SUCCEEDED) {
                throw new IllegalStateException(String.valueOf(run.error()));
            }
            long helped = server.stores().runs().log(id, 0).stream()
                    .map(LogLine::text)
                    .filter(line -> line.contains("by other workers"))
                    .count();
            System.out.printf(
                    "%7d  %4d  %13.1f  %8.1f  %16.1f  %8.1f  in %d stages  %s  %.1f%n",
                    count,
                    turn,
                    seconds(run.stage(StageName.SCORE_BEFORE)),
                    seconds(run.stage(StageName.SCORE_AFTER)),
                    seconds(run.stage(StageName.EVALUATE_BEFORE)),
                    seconds(run.stage(StageName.EVALUATE_AFTER)),
                    helped,
                    workers.stream()
                            .map(worker -> Long.toString(Math.round(worker.processorSeconds())))
                            .collect(Collectors.joining(" ")),
                    ProcessHandle.current()
                                    .info()
                                    .totalCpuDuration()
                                    .map(Duration::toMillis)
                                    .orElse(0L)
                            / 1e3);
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    private static double seconds(StageState stage) {
        return Duration.between(Objects.requireNonNull(stage.startedAt()), Objects.requireNonNull(stage.finishedAt()))
                        .toMillis()
                / 1e3;
    }

    private static PipelineSpec spec() {
        FineTuningSettings settings = FineTuningSettings.paper().withEpochs(1).withBatchSize(32);
        return new PipelineSpec("measured", "tiny-bert", SampleData.ID, 1024, settings, METHODS)
                .withEvaluations(
                        List.of("faithfulness"), EvaluatingSettings.standard().withDeletionExamples(256));
    }
}
