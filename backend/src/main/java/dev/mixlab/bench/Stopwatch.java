package dev.mixlab.bench;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.mixlab.mixing.method.MachineBudget;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Times a piece of work. */
public enum Stopwatch {
    /** By the clock, with all the engine's threads. */
    CLOCK {
        @Override
        long nanoseconds() {
            return System.nanoTime();
        }
    },
    /**
     * By the processor's time of the calling thread, the engine's only one. Figures hold on a machine that does other work too, whose
     * caches and memory are shared nevertheless.
     */
    PROCESSOR {
        @Override
        long nanoseconds() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @Override
        <T> T measured(Supplier<T> benchmark) {
            Engine.getInstance();
            int threads = JniUtils.getNumThreads();
            JniUtils.setNumThreads(1);
            try {
                return benchmark.get();
            } finally {
                JniUtils.setNumThreads(threads);
            }
        }

        @Override
        MachineBudget budget(MachineBudget given) {
            return given.withThreads(1);
        }
    };

    abstract long nanoseconds();

    /** Runs a whole benchmark with the engine set up for this kind of time. */
    <T> T measured(Supplier<T> benchmark) {
        return benchmark.get();
    }

    /** What scoring may take so that this kind of time has all of it. */
    MachineBudget budget(MachineBudget given) {
        return given;
    }

    /** Seconds that the work took. */
    double seconds(Runnable work) {
        long start = nanoseconds();
        work.run();
        return (nanoseconds() - start) / 1e9;
    }
}
