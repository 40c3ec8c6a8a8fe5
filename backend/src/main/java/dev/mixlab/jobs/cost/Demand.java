package dev.mixlab.jobs.cost;

/**
 * What runs take of what is limited.
 *
 * @param memory bytes of arrays, beside the program and Java's heap, which all runs have in common
 * @param disk bytes by which they make the data folder grow at most
 */
public record Demand(long memory, long disk) {

    /** What is taken where there is no run. */
    public static final Demand NONE = new Demand(0, 0);
}
