package dev.mixlab.training;

/**
 * Derives the seeds of parts of a training from its one seed, so that the seed of a part does not depend on the execution of earlier
 * parts.
 */
public final class Seeds {

    private Seeds() {}

    /** Returns the seed of a numbered part, such as an epoch, within a named sequence of seeds. */
    public static long of(long seed, String line, long number) {
        return mix(mix(seed) ^ mix(line.hashCode()) + number);
    }

    /** Returns the seed that {@link #of} derives as an int, as the engine requires. */
    public static int engine(long seed, String line, long number) {
        return (int) (of(seed, line, number) >>> 33);
    }

    /** Applies the finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
