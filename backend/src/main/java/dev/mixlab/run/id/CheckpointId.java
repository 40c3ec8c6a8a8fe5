package dev.mixlab.run.id;

/**
 * The name of a checkpoint in the database and in addresses.
 *
 * @param value "c-" and ten letters or digits
 */
public record CheckpointId(String value) implements Comparable<CheckpointId> {

    private static final String PREFIX = "c";

    public CheckpointId {
        RandomIds.check("checkpoint", PREFIX, value);
    }

    /** A name that no other checkpoint has. */
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
