package dev.mixlab.run.id;

/**
 * The name of a run in the database and in addresses.
 *
 * @param value "r-" and ten letters or digits
 */
public record RunId(String value) implements Comparable<RunId> {

    private static final String PREFIX = "r";

    public RunId {
        RandomIds.check("run", PREFIX, value);
    }

    /** A name that no other run has. */
    public static RunId fresh() {
        return new RunId(RandomIds.fresh(PREFIX));
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
