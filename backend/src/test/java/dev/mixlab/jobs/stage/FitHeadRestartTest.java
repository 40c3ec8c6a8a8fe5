package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.JavaCommand;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process is killed while it fits a head goes on where it stood. */
class FitHeadRestartTest {

    /** The step whose point is stored when the other process is killed; the state of step 10 is stored by then. */
    private static final int KILLED_AT = 12;

    @TempDir
    private Path folder;

    @Test
    void aRunThatIsKilledWhileItFitsGoesOnToTheSameModelAndFigures() throws Exception {
        RunId id = kill();
        try (Workbench calm = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS);
                Workbench bench = new Workbench(Database.open(folder), HeadFittings.HEADLESS)) {
            assertThat(bench.stores.runs().get(id).state()).isEqualTo(RunState.RUNNING);
            assertThat(bench.stores.states().latest(id).orElseThrow().epoch()).isEqualTo(KILLED_AT - 2);
            Run undisturbed = calm.succeed(HeadFittings.SPEC);

            bench.queue.start();
            Run ended = bench.awaitEnd(id);

            assertThat(ended.error()).isNull();
            assertThat(ended.results().fittedModel())
                    .isEqualTo(undisturbed.results().fittedModel());
            assertThat(bench.stores.runs().metrics(id, 0).headFitting())
                    .isEqualTo(calm.stores.runs().metrics(undisturbed.id(), 0).headFitting());
            assertThat(bench.figures(id)).isEqualTo(calm.figures(undisturbed.id()));
            assertThat(bench.stores.runs().log(id, 0))
                    .anyMatch(line -> line.text().equals("The fitting of the head goes on after step 10."));
        }
    }

    private RunId kill() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(JavaCommand.of(List.of("-Xmx1g"), Other.class, List.of(folder.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] name = process.getInputStream().readNBytes(RunId.fresh().value().length());
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new RunId(new String(name, StandardCharsets.US_ASCII));
    }

    /** The process that is killed: it says the name of its run when the point has been stored, but not the state after it. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws InterruptedException {
            Workbench bench =
                    new Workbench(Database.open(Path.of(arguments[0])), HeadFittings.HEADLESS, (method, values) -> {
                        if (method.equals("headPoint") && ((HeadPoint) values[1]).step() == KILLED_AT) {
                            sayAndSleep((RunId) values[0]);
                        }
                    });
            bench.queue.start();
            bench.awaitEnd(bench.queue.launch(HeadFittings.SPEC).id());
        }

        /** Work stands still from now on. */
        private static void sayAndSleep(@Nullable RunId id) {
            System.out.print(id);
            System.out.flush();
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
        }
    }
}
