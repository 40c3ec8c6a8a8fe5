package dev.mixlab.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Python and R of the machine. Where one is missing, a test is reported as skipped with the reason: neither as passed nor not at all. */
final class Python {

    private static final boolean THERE = runs("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))");

    private Python() {}

    static void require() {
        requireThat(
                THERE, "there is no python3 of version 3.8 or later on this machine: the Python client was not tested");
    }

    static void requireModule(String module, String consequence) {
        requireThat(has(module), "python3 has no %s on this machine: %s".formatted(module, consequence));
    }

    private static void requireThat(boolean there, String reason) {
        if (!there) {
            System.out.println(reason);
            Assumptions.abort(reason);
        }
    }

    /** Tells whether a module can be imported. */
    static boolean has(String module) {
        return runs("python3", "-c", "import " + module);
    }

    static void requireProgram(String name, String consequence) {
        requireThat(runs(name, "--version"), "there is no %s on this machine: %s".formatted(name, consequence));
    }

    private static boolean runs(String... command) {
        try {
            return start(List.of(command), Map.of(), Path.of(".")).waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a program to its end and returns what it has printed; fails the test where the program does. */
    static String run(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        Process process = start(command, environment, folder);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Process start(List<String> command, Map<String, String> environment, Path folder)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONIOENCODING", "utf-8"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
