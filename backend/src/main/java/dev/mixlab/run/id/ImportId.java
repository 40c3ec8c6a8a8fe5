package dev.mixlab.run.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of an import of a model; plain text in JSON.
 *
 * @param value "i-" and ten letters or digits
 */
public record ImportId(@JsonValue String value) {

    private static final String PREFIX = "i";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImportId {
        RandomIds.check("import", PREFIX, value);
    }

    /** Creates a new id. */
    public static ImportId fresh() {
        return new ImportId(RandomIds.fresh(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
