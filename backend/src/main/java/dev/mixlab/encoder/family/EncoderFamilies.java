package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;

/** The families of encoders that this program knows. */
public final class EncoderFamilies {

    private static final List<EncoderFamily> ALL = List.of(new BertFamily(), new RobertaFamily(), new ElectraFamily());

    private EncoderFamilies() {}

    /** Every family, in the order in which they are shown. */
    public static List<EncoderFamily> all() {
        return ALL;
    }

    /** The family of that name. */
    public static EncoderFamily of(String id) {
        return ALL.stream()
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("config.json: model_type %s is not supported, only %s"
                        .formatted(id, ALL.stream().map(EncoderFamily::id).collect(Collectors.joining(", ")))));
    }

    /** The family that config.json names by model_type. */
    public static EncoderFamily of(JsonNode config) {
        if (!config.hasNonNull("model_type")) {
            throw new InvalidInputException("config.json: model_type is missing");
        }
        return of(config.get("model_type").asText());
    }
}
