package dev.mixlab.jobs;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.mixlab.run.Provenance.Environment;
import java.util.Map;

/** What is noted of the program and the machine in every run's provenance. */
public final class EnvironmentProbe {

    private EnvironmentProbe() {}

    /** Looks at the engine, which is loaded by that. */
    public static Environment probe(String version) {
        Engine engine = Engine.getEngine("PyTorch");
        return new Environment(
                Map.of(
                        "mixlab", version,
                        "djl", Engine.getDjlVersion(),
                        "pytorch", engine.getVersion(),
                        "java", System.getProperty("java.version")),
                engine.defaultDevice().toString(),
                JniUtils.getNumThreads());
    }
}
