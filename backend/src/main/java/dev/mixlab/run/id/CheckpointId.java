package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a checkpoint in the database and in addresses; plain text in JSON.
 *
 * @param value "c-" and ten letters or digits
 */
public record CheckpointId(@JsonValue String value) implements Comparable<CheckpointId> {

    private static final String PREFIX = "c";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CheckpointId {
        RandomIds.check("checkpoint", PREFIX, value);
    }

    /** Creates a new id. */
    public static CheckpointId fresh() {
        return new CheckpointId(RandomIds.fresh(PREFIX));
    }

    @Override
    public int compareTo(CheckpointId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
