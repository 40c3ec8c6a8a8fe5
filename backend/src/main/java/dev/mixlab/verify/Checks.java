package dev.mixlab.verify;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.method.MachineBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The kinds of reference data that are looked for. */
public final class Checks {

    private static final int DEPTH = 4;

    private Checks() {}

    private static List<Check> all(MachineBudget budget) {
        return List.of(
                new ModelCheck(budget),
                new FormatsCheck(),
                new FineTuningCheck(),
                new UnknownFiles(),
                new EvaluationCheck());
    }

    /**
     * Runs every check on the folder and on all folders below it; findings come as they are made.
     *
     * @param budget memory that scoring may take
     */
    public static void run(Path root, Precision precision, MachineBudget budget, Consumer<Finding> sink) {
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException(root + ": there is no such folder");
        }
        List<Check> checks = all(budget);
        boolean found = false;
        for (Path folder : folders(root)) {
            String name = folder.equals(root)
                    ? root.toAbsolutePath().normalize().getFileName().toString()
                    : root.relativize(folder).toString();
            for (Check check : checks) {
                if (check.appliesTo(folder)) {
                    found = true;
                    check.run(folder, name, precision).forEach(sink);
                }
            }
        }
        if (!found) {
            throw new InvalidInputException(
                    root + ": no reference numbers, such as a model's folder with cases.json and expected.safetensors");
        }
    }

    private static List<Path> folders(Path root) {
        try (Stream<Path> walk = Files.walk(root, DEPTH)) {
            return walk.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            throw new InvalidInputException(root + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
