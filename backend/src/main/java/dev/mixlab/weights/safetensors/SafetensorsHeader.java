package dev.mixlab.weights.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StrictJson;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file: 8 bytes with its length (little endian), then a JSON object that gives each
 * tensor's type, shape and place in the bytes behind it. Everything is checked against the true size of the file
 * before memory is taken: the places fill the rest of the file without gap or overlap, and each is as large as
 * type and shape say.
 *
 * @param tensors per name its entry, ordered by name
 * @param metadata the free texts of the header
 */
public record SafetensorsHeader(Map<String, TensorPlace> tensors, Map<String, String> metadata) {

    static final int LENGTH_BYTES = 8;
    static final String METADATA = "__metadata__";
    static final long LONGEST = 16L << 20;

    public SafetensorsHeader {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }

    public static SafetensorsHeader read(ByteSource source) {
        long length = headerLength(source);
        long dataStart = LENGTH_BYTES + length;
        ObjectNode json = StrictJson.parse(source.origin(), "the header", bytes(source, (int) length));
        Map<String, String> metadata = Map.of();
        List<TensorPlace> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            if (property.getKey().equals(METADATA)) {
                metadata = metadata(source, property.getValue());
            } else {
                Field field = new Field(source, property.getKey(), property.getValue());
                entries.add(field.entry(dataStart));
            }
        }
        checkPlaces(source, entries, dataStart);
        Map<String, TensorPlace> byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(entry.info().name(), entry));
        return new SafetensorsHeader(byName, metadata);
    }

    private static long headerLength(ByteSource source) {
        if (source.size() < LENGTH_BYTES) {
            throw Refusal.of(source.origin(), "%s bytes are too few for a safetensors file".formatted(source.size()));
        }
        long length = ByteBuffer.wrap(bytesAt(source, 0, LENGTH_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        long rest = source.size() - LENGTH_BYTES;
        if (length < 0 || length > rest) {
            throw Refusal.of(
                    source.origin(),
                    "header length %s goes beyond the end of the file, %s bytes follow"
                            .formatted(Long.toUnsignedString(length), rest));
        }
        if (length > LONGEST) {
            throw Refusal.of(
                    source.origin(), "header length %s is more than the %s allowed".formatted(length, LONGEST));
        }
        return length;
    }

    private static byte[] bytes(ByteSource source, int length) {
        return bytesAt(source, LENGTH_BYTES, length);
    }

    private static byte[] bytesAt(ByteSource source, long position, int length) {
        byte[] bytes = new byte[length];
        try {
            source.read(position, ByteBuffer.wrap(bytes));
        } catch (IOException failure) {
            throw Refusal.of(source.origin(), "the header cannot be read", failure);
        }
        return bytes;
    }

    private static Map<String, String> metadata(ByteSource source, JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (property.getValue().isTextual()) {
                texts.put(property.getKey(), property.getValue().textValue());
            }
        }
        if (node.isNull()) {
            return texts;
        }
        if (!node.isObject() || texts.size() != node.size()) {
            throw Refusal.of(source.origin(), METADATA + " of the header is not an object of texts");
        }
        return texts;
    }

    private static void checkPlaces(ByteSource source, List<TensorPlace> entries, long dataStart) {
        List<TensorPlace> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparingLong(TensorPlace::start).thenComparingLong(TensorPlace::end));
        checkNoOverlap(source, ordered);
        long end = dataStart;
        for (TensorPlace entry : ordered) {
            if (entry.start() != end) {
                throw Refusal.tensor(
                        source.origin(),
                        entry.info().name(),
                        "data_offsets leave %s bytes before it unused".formatted(entry.start() - end));
            }
            end = entry.end();
        }
        if (end != source.size()) {
            throw Refusal.of(
                    source.origin(), "%s bytes behind the last tensor belong to none".formatted(source.size() - end));
        }
    }

    private static void checkNoOverlap(ByteSource source, List<TensorPlace> ordered) {
        for (int i = 1; i < ordered.size(); i++) {
            TensorPlace before = ordered.get(i - 1);
            TensorPlace entry = ordered.get(i);
            if (entry.start() < before.end()) {
                throw Refusal.tensor(
                        source.origin(),
                        entry.info().name(),
                        "data_offsets overlap with those of %s by %s bytes"
                                .formatted(
                                        Refusal.printable(before.info().name()),
                                        Math.min(before.end(), entry.end()) - entry.start()));
            }
        }
    }

    /** One property of the header, while it is checked. */
    private record Field(ByteSource source, String name, JsonNode node) {

        TensorPlace entry(long dataStart) {
            if (!node.isObject()) {
                throw refused("its entry in the header is not an object");
            }
            TensorInfo info = info();
            long[] offsets = longs("data_offsets");
            if (offsets.length != 2 || offsets[0] > offsets[1]) {
                throw refused("data_offsets %s are not a start and an end".formatted(text("data_offsets")));
            }
            long room = source.size() - dataStart;
            if (offsets[1] - offsets[0] != info.byteCount()) {
                throw refused("data_offsets give %s bytes, but %s %s needs %s"
                        .formatted(offsets[1] - offsets[0], info.type(), info.shape(), info.byteCount()));
            }
            if (offsets[1] > room) {
                throw refused("data_offsets end at byte %s, but only %s bytes of data are in the file"
                        .formatted(offsets[1], room));
            }
            return new TensorPlace(info, dataStart + offsets[0]);
        }

        private TensorInfo info() {
            DataType type = DataType.of(node.path("dtype").asText())
                    .orElseThrow(() ->
                            refused("dtype %s is not known; quantised weights must be saved again as float32 or float16"
                                    .formatted(text("dtype"))));
            List<Long> shape = new ArrayList<>();
            for (long extent : longs("shape")) {
                shape.add(extent);
            }
            try {
                return new TensorInfo(name, type, shape);
            } catch (InvalidInputException tooLarge) {
                throw refused("shape %s is larger than can be counted".formatted(text("shape")));
            }
        }

        private long[] longs(String key) {
            JsonNode array = node.path(key);
            long[] values = new long[array.size()];
            boolean counts = array.isArray();
            for (int i = 0; counts && i < values.length; i++) {
                JsonNode value = array.get(i);
                counts = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
                values[i] = value.longValue();
            }
            if (!counts) {
                throw refused("%s %s is not a list of whole numbers from 0 on".formatted(key, text(key)));
            }
            return values;
        }

        private String text(String key) {
            return Refusal.printable(node.path(key).toString());
        }

        private RuntimeException refused(String rule) {
            return Refusal.tensor(source.origin(), name, rule);
        }
    }
}
