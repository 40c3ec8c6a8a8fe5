package dev.mixlab.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mixlab.app.command.WorkerScriptCommand.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class WorkerScriptTest {

    /** Notes its arguments and threads, waits for TERM and then takes a while to hand its run back, as a worker does. */
    private static final String JAVA = """
            #!/usr/bin/env bash
            printf '%s\\n' "$@" > "$NOTES/arguments"
            printf '%s\\n' "$OMP_NUM_THREADS" > "$NOTES/threads"
            trap 'sleep 0.5; echo handed-back > "$NOTES/end"; exit 0' TERM
            touch "$NOTES/started"
            while true; do sleep 0.05; done
            """;

    @TempDir
    private Path folder;

    private static void requireOptionsOfAWorker(List<String> arguments) {
        assertThat(arguments).first().isEqualTo("worker");
        CommandLine.ParseResult parsed = new CommandLine(new WorkerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        assertThat(parsed.matchedOptions().stream().map(CommandLine.Model.OptionSpec::longestName))
                .contains("--database", "--database-password-file", "--cache-dir", "--slots", "--device");
    }

    @Test
    void theJobOfSlurmPassesTheSignalOnAndWaitsUntilTheRunIsHandedBack() throws Exception {
        Path script = Files.writeString(folder.resolve("job.sh"), WorkerScriptCommand.script(Cluster.SLURM));
        Path java = Files.writeString(folder.resolve("java"), JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("NOTES", folder.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SLURM_CPUS_PER_TASK", "3");
        Process job = builder.start();
        try {
            await(folder.resolve("started"));
            job.destroy();
            assertThat(job.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            job.destroyForcibly();
        }
        assertThat(job.exitValue()).isZero();
        assertThat(folder.resolve("end")).hasContent("handed-back");
        assertThat(folder.resolve("threads")).hasContent("3");
        List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
        int worker = arguments.indexOf("worker");
        assertThat(arguments.subList(0, worker)).contains("-jar", folder + "/mixlab.jar");
        requireOptionsOfAWorker(arguments.subList(worker, arguments.size()));
    }

    private static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(20);
        }
    }

    @Test
    void theDeploymentStartsWorkersAndGivesThemTimeToEnd() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        YAMLMapper mapper = new YAMLMapper();
        try (MappingIterator<JsonNode> read =
                mapper.readerFor(JsonNode.class).readValues(WorkerScriptCommand.script(Cluster.K8S))) {
            read.forEachRemaining(documents::add);
        }
        assertThat(documents)
                .extracting(document -> document.path("kind").asText())
                .containsExactly("Secret", "Deployment");
        JsonNode pod = documents.get(1).at("/spec/template/spec");
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(60);
        List<String> arguments = new ArrayList<>();
        pod.at("/containers/0/args").forEach(argument -> arguments.add(argument.asText()));
        requireOptionsOfAWorker(arguments);
    }
}
