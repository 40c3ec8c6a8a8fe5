package dev.mixlab.jobs.cost;

/** What there is for runs of the resources that are limited. */
public interface Machine {

    /** Returns the bytes of memory that the whole program may use. */
    long memory();

    /** Returns the bytes that Java's heap may grow to, which are part of the memory. */
    long heap();

    /** Returns the bytes by which the data folder may still grow. */
    long disk();
}
