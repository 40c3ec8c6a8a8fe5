package dev.mixlab.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what starts workers on a cluster, with comments on what to adapt. */
@Command(
        name = "worker-script",
        description =
                "Print a commented script that starts workers: an array job for Slurm, or a Deployment for Kubernetes.",
        mixinStandardHelpOptions = true)
public final class WorkerScriptCommand implements Runnable {

    /** What runs the workers. */
    enum Cluster {
        SLURM,
        K8S
    }

    private static final Map<Cluster, String> FILES =
            Map.of(Cluster.SLURM, "/dev/mixlab/app/worker/slurm.sh", Cluster.K8S, "/dev/mixlab/app/worker/k8s.yaml");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "CLUSTER", description = "slurm, or k8s for Kubernetes.")
    private Cluster cluster = Cluster.SLURM;

    @Override
    public void run() {
        spec.commandLine().getOut().print(script(cluster));
        spec.commandLine().getOut().flush();
    }

    static String script(Cluster cluster) {
        String file = Objects.requireNonNull(FILES.get(cluster));
        try (InputStream script = WorkerScriptCommand.class.getResourceAsStream(file)) {
            if (script == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
