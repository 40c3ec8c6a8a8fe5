package dev.mixlab.bench;

import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.mixing.method.MachineBudget;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** The clock by which a benchmark measures time. */
public enum Stopwatch {
    /** Wall-clock time, with all threads of the engine. */
    CLOCK {
        @Override
        public long nanoseconds() {
            return System.nanoTime();
        }
    },
    /**
     * Processor time of the calling thread, the only one of the engine. The measurements hold on a busy machine, although its
     * caches and memory bandwidth are shared.
     */
    PROCESSOR {
        @Override
        public long nanoseconds() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @Override
        public <T> T measured(Supplier<T> benchmark) {
            int threads = EngineThreads.current();
            EngineThreads.set(1);
            try {
                return benchmark.get();
            } finally {
                EngineThreads.set(threads);
            }
        }

        @Override
        public MachineBudget budget(MachineBudget given) {
            return given.withThreads(1);
        }
    };

    public abstract long nanoseconds();

    /** Runs a whole benchmark with the engine set up for this kind of time. */
    public <T> T measured(Supplier<T> benchmark) {
        return benchmark.get();
    }

    /** Returns the budget for scoring with which this kind of time covers all of the work. */
    public MachineBudget budget(MachineBudget given) {
        return given;
    }

    /** Measures how many seconds the work takes. */
    public double seconds(Runnable work) {
        long start = nanoseconds();
        work.run();
        return (nanoseconds() - start) / 1e9;
    }
}
