package dev.mixlab.training;

/** Seeds of parts of a training, drawn from its one seed so that each part's is known without running those before it. */
public final class Seeds {

    private Seeds() {}

    /** Seed of the order of an epoch, or of anything else counted, on a named line. */
    public static long of(long seed, String line, long number) {
        return mix(mix(seed) ^ mix(line.hashCode()) + number);
    }

    /** As {@link #of}, for the engine, whose seeds are ints. */
    public static int engine(long seed, String line, long number) {
        return (int) (of(seed, line, number) >>> 33);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
