package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a sweep in the database and in addresses; plain text in JSON.
 *
 * @param value "w-" and ten letters or digits
 */
public record SweepId(@JsonValue String value) implements Comparable<SweepId> {

    private static final String PREFIX = "w";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SweepId {
        RandomIds.check("sweep", PREFIX, value);
    }

    /** Creates a new id. */
    public static SweepId fresh() {
        return new SweepId(RandomIds.fresh(PREFIX));
    }

    @Override
    public int compareTo(SweepId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
