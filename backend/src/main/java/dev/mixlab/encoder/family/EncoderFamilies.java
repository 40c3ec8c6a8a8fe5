package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import java.util.List;

/** The families of encoders that this program knows. */
public final class EncoderFamilies {

    private static final List<EncoderFamily> ALL = List.of(
            new BertFamily(),
            new RobertaFamily(),
            new ElectraFamily(),
            new DistilBertFamily(),
            new AlbertFamily(),
            new XlmRobertaFamily(),
            new CamembertFamily());

    private EncoderFamilies() {}

    /** Returns every family, in the order in which lists show them. */
    public static List<EncoderFamily> all() {
        return ALL;
    }

    /**
     * Returns the family that a {@code model_type} means.
     *
     * @throws InvalidInputException when no family accepts it
     */
    public static EncoderFamily of(String modelType) {
        return of(modelType, "");
    }

    private static EncoderFamily of(String modelType, String architecture) {
        return ALL.stream()
                .filter(family -> family.modelTypes().contains(modelType))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(OtherModelTypes.refusal(modelType, architecture)));
    }

    /** Returns the family that config.json names by {@code model_type}. */
    public static EncoderFamily of(JsonNode config) {
        String architecture = config.path("architectures").path(0).asText();
        if (!config.hasNonNull("model_type")) {
            throw new InvalidInputException(OtherModelTypes.refusalOfNone(architecture));
        }
        return of(config.get("model_type").asText(), architecture);
    }
}
