package dev.mixlab.jobs;

import dev.mixlab.jobs.cost.Machine;

/** A machine with what a test gives it; enough of everything unless it says otherwise. */
final class GivenMachine implements Machine {

    volatile long memory = Long.MAX_VALUE;
    volatile long heap = Long.MAX_VALUE;
    volatile long disk = Long.MAX_VALUE;

    @Override
    public long memory() {
        return memory;
    }

    @Override
    public long heap() {
        return heap;
    }

    @Override
    public long disk() {
        return disk;
    }
}
