package dev.mixlab.weights.safetensors;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes safetensors files. The same tensors and texts give the same bytes: the widest types come first, so that
 * each tensor starts at a multiple of its elements' size, and names are in order within a type; the header is
 * padded with blanks to a multiple of 8 bytes.
 */
public final class SafetensorsWriter {

    private static final Comparator<TensorInfo> ORDER = Comparator.comparing(
                    (TensorInfo info) -> info.type().bytes())
            .reversed()
            .thenComparing(TensorInfo::type)
            .thenComparing(TensorInfo::name);

    private SafetensorsWriter() {}

    /** Writes tensors that are in memory; names are unique. The stream stays open. */
    public static void write(OutputStream out, List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        Map<String, Tensor> byName = new HashMap<>();
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
        write(out, tensors.stream().map(Tensor::info).toList(), byName::get, metadata);
    }

    /** Writes tensors one after the other as they are fetched by name. The stream stays open. */
    public static void write(
            OutputStream out, List<TensorInfo> infos, Function<String, Tensor> fetch, Map<String, String> metadata)
            throws IOException {
        List<TensorInfo> ordered = infos.stream().sorted(ORDER).toList();
        byte[] header = header(ordered, metadata);
        int padded = (header.length + 7) / 8 * 8;
        ByteBuffer start = ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(header);
        Arrays.fill(start.array(), start.position(), start.limit(), (byte) ' ');
        out.write(start.array());
        WritableByteChannel channel = Channels.newChannel(out);
        for (TensorInfo info : ordered) {
            Tensor tensor = fetch.apply(info.name());
            if (!tensor.info().equals(info)) {
                throw new InvalidInputException("announced %s, but got %s".formatted(info, tensor.info()));
            }
            ByteBuffer data = tensor.data();
            while (data.hasRemaining()) {
                channel.write(data);
            }
        }
    }

    private static byte[] header(List<TensorInfo> ordered, Map<String, String> metadata) {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject(SafetensorsHeader.METADATA);
            new TreeMap<>(metadata).forEach(texts::put);
        }
        long end = 0;
        for (TensorInfo info : ordered) {
            if (header.has(info.name())) {
                throw new InvalidInputException("tensor %s would be written twice".formatted(info.name()));
            }
            ObjectNode entry =
                    header.putObject(info.name()).put("dtype", info.type().name());
            ArrayNode shape = entry.putArray("shape");
            info.shape().forEach(shape::add);
            entry.putArray("data_offsets").add(end).add(end + info.byteCount());
            end += info.byteCount();
        }
        return header.toString().getBytes(StandardCharsets.UTF_8);
    }
}
