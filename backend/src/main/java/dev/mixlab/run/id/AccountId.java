package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of an account.
 *
 * @param value "a-" and ten letters or digits
 */
public record AccountId(@JsonValue String value) {

    private static final String PREFIX = "a";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        RandomIds.check("account", PREFIX, value);
    }

    /** Creates a new id. */
    public static AccountId fresh() {
        return new AccountId(RandomIds.fresh(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
