package dev.mixlab.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mixlab.common.Sha256;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of a model: SHA-256 over one line for the configuration, one for the tokenizer and one for each
 * tensor in order of name, each line ending in the SHA-256 of the part's own bytes. Neither the order of keys and
 * tensors in files nor the number of shards changes it.
 */
public final class ModelHash {

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ModelHash() {}

    /** Reads every tensor of the model once. */
    public static String of(ModelSource source) {
        SortedMap<String, String> lines = new TreeMap<>();
        for (TensorInfo info : source.tensors()) {
            lines.put(
                    info.name(), line(info, Sha256.hex(source.read(info.name()).data())));
        }
        return of(source.config(), source.hasTokenizer() ? Sha256.hex(source.tokenizer()) : "none", lines);
    }

    /**
     * The identity from hashes of the parts that are known already.
     *
     * @param config the configuration
     * @param tokenizer SHA-256 of tokenizer.json, or "none"
     * @param lines per name of a tensor its {@link #line}
     */
    public static String of(JsonNode config, String tokenizer, SortedMap<String, String> lines) {
        StringBuilder text = new StringBuilder();
        text.append("config ").append(Sha256.hex(canonical(config))).append('\n');
        text.append("tokenizer ").append(tokenizer).append('\n');
        lines.values().forEach(line -> text.append(line).append('\n'));
        return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The line of a tensor whose bytes have the given SHA-256. */
    public static String line(TensorInfo info, String sha256) {
        return "%s %s %s %s".formatted(info.name(), info.type(), info.shape(), sha256);
    }

    private static byte[] canonical(JsonNode config) {
        try {
            return SORTED.writeValueAsBytes(SORTED.convertValue(config, Map.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }
}
