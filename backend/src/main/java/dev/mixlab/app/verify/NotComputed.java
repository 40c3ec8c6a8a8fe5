package dev.mixlab.app.verify;

import dev.mixlab.encoder.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reports a file of reference numbers that this program does not compute. */
record NotComputed(String file) implements Check {

    @Override
    public boolean appliesTo(Path folder) {
        return Files.isRegularFile(folder.resolve(file));
    }

    @Override
    public List<Finding> run(Path folder, String name, Precision precision) {
        return List.of(Finding.notImplemented(name, file, ""));
    }
}
