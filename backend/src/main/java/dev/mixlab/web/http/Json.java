package dev.mixlab.web.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.mixlab.web.http.problem.Problem.InputError;
import dev.mixlab.web.http.problem.RefusedRequestException;
import dev.mixlab.web.json.ContractShapes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Converts records to JSON and back: times in ISO 8601, enum constants in lower case, and null for a number that is
 * not finite. Domain records are written in the shapes of {@link ContractShapes}.
 */
public final class Json {

    private static final ObjectMapper MAPPER = shaped(JsonMapper.builder())
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Double.class, new FiniteSerializer())
                    .addSerializer(double.class, new FiniteSerializer()))
            .build();

    private Json() {}

    private static JsonMapper.Builder shaped(JsonMapper.Builder mapper) {
        ContractShapes.addTo(mapper);
        return mapper;
    }

    /** Writes a value in one line. */
    public static Buffer write(Object value) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", impossible);
        }
    }

    /** Writes a value over many lines, for people to read. */
    public static byte[] pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", impossible);
        }
    }

    /** Turns a value into a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static <T> T read(Buffer json, Class<T> type) {
        try {
            return MAPPER.readValue(json.getBytes(), type);
        } catch (IOException failure) {
            throw new RefusedRequestException(
                    List.of(new InputError("body", "cannot be read as " + type.getSimpleName())));
        }
    }

    private static final class FiniteSerializer extends JsonSerializer<Double> {

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider context) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
