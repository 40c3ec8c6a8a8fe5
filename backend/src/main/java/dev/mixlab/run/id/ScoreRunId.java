package dev.mixlab.run.id;

/**
 * The name of a score run in the database and in addresses.
 *
 * @param value "s-" and ten letters or digits
 */
public record ScoreRunId(String value) implements Comparable<ScoreRunId> {

    private static final String PREFIX = "s";

    public ScoreRunId {
        RandomIds.check("score run", PREFIX, value);
    }

    /** A name that no other score run has. */
    public static ScoreRunId fresh() {
        return new ScoreRunId(RandomIds.fresh(PREFIX));
    }

    @Override
    public int compareTo(ScoreRunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
