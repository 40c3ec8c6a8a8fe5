package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a score run in the database and in addresses; plain text in JSON.
 *
 * @param value "s-" and ten letters or digits
 */
public record ScoreRunId(@JsonValue String value) implements Comparable<ScoreRunId> {

    private static final String PREFIX = "s";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ScoreRunId {
        RandomIds.check("score run", PREFIX, value);
    }

    /** Creates a new id. */
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
