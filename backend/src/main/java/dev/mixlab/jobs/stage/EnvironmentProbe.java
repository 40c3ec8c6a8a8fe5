package dev.mixlab.jobs.stage;

import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.run.Provenance.Environment;
import java.util.Map;

/** Describes the program and the machine for the provenance of runs. */
public final class EnvironmentProbe {

    private EnvironmentProbe() {}

    /** Reads the versions and the device of the engine, whose native library is loaded by the first call. */
    public static Environment probe(String version) {
        return new Environment(
                Map.of(
                        "mixlab", version,
                        "djl", TensorEngine.djlVersion(),
                        "pytorch", TensorEngine.version(),
                        "java", System.getProperty("java.version")),
                TensorEngine.device(),
                EngineThreads.current());
    }
}
