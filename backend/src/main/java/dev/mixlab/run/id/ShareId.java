package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a share in the database and in its owner's addresses; unlike the token, it gives no access.
 *
 * @param value "v-" and ten letters or digits
 */
public record ShareId(@JsonValue String value) {

    private static final String PREFIX = "v";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShareId {
        RandomIds.check("share", PREFIX, value);
    }

    /** Creates a new id. */
    public static ShareId fresh() {
        return new ShareId(RandomIds.fresh(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
