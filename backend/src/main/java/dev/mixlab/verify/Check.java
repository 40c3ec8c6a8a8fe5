package dev.mixlab.verify;

import dev.mixlab.encoder.engine.Precision;
import java.nio.file.Path;
import java.util.List;

/** Compares one kind of reference data. A new kind is one file and one line in {@link Checks}. */
public interface Check {

    /** Whether the folder itself, not one below it, holds data of this kind. */
    boolean appliesTo(Path folder);

    /** Computes what the data ask for and compares; {@code name} is the folder's name in the findings. */
    List<Finding> run(Path folder, String name, Precision precision);
}
