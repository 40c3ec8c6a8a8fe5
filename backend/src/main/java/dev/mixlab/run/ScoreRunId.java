package dev.mixlab.run;

/**
 * The name of a score run in the database and in addresses.
 *
 * @param value "s-" and ten letters or digits
 */
public record ScoreRunId(String value) implements Comparable<ScoreRunId> {

    private static final String PREFIX = "s";

    public ScoreRunId {
        Names.check("score run", PREFIX, value);
    }

    /** A name that no other score run has. */
    public static ScoreRunId fresh() {
        return new ScoreRunId(Names.fresh(PREFIX));
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
