package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a run in the database and in addresses; plain text in JSON.
 *
 * @param value "r-" and ten letters or digits
 */
public record RunId(@JsonValue String value) implements Comparable<RunId> {

    private static final String PREFIX = "r";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        RandomIds.check("run", PREFIX, value);
    }

    /** Creates a new id. */
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
