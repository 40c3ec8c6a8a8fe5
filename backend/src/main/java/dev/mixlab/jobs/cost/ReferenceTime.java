package dev.mixlab.jobs.cost;

/**
 * The time that work takes on the reference machine: two cores that together reach 150 billion floating-point operations per second in
 * large matrix products. Times on other machines are compared with it.
 *
 * @param operations floating-point operations of matrix products
 * @param overhead seconds that do not depend on the speed of matrix products: calls of the engine, Java, the database, the disk
 */
record ReferenceTime(double operations, double overhead) {

    /** Floating-point operations per second of the reference machine in large matrix products. */
    static final double FLOPS = 150e9;

    /**
     * Share of the speed of a large matrix product that a whole pass reaches: activations, softmax and layer norms are bound by memory, and
     * padded rows are wasted.
     */
    private static final double EFFICIENCY = 0.75;

    ReferenceTime plus(ReferenceTime more) {
        return new ReferenceTime(operations + more.operations, overhead + more.overhead);
    }

    /** Returns the seconds on the reference machine. */
    double seconds() {
        return seconds(FLOPS);
    }

    /** Returns the seconds on a machine that reaches that many operations per second in large matrix products. */
    double seconds(double flops) {
        return operations / (EFFICIENCY * flops) + overhead;
    }
}
