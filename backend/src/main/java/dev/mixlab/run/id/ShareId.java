package dev.mixlab.run.id;

/**
 * The name of a share in the database and in its owner's addresses; it opens nothing.
 *
 * @param value "v-" and ten letters or digits
 */
public record ShareId(String value) {

    private static final String PREFIX = "v";

    public ShareId {
        RandomIds.check("share", PREFIX, value);
    }

    /** A name that no other share has. */
    public static ShareId fresh() {
        return new ShareId(RandomIds.fresh(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
