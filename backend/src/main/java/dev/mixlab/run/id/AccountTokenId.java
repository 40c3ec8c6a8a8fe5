package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a personal token, which gives no access by itself.
 *
 * @param value "t-" and ten letters or digits
 */
public record AccountTokenId(@JsonValue String value) {

    private static final String PREFIX = "t";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountTokenId {
        RandomIds.check("token", PREFIX, value);
    }

    /** Creates a new id. */
    public static AccountTokenId fresh() {
        return new AccountTokenId(RandomIds.fresh(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
