package dev.mixlab.realsize;

import static dev.mixlab.common.StrictMapper.JSON;

import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Writes a model folder of a published model's size. Its arguments are a size ({@code bert-base}), the folder,
 * and optionally a text file (its words become pieces of a unigram tokenizer) or a {@code tokenizer.json} of its own.
 */
public final class RealSizeModel {

    private RealSizeModel() {}

    public static void main(String[] arguments) throws IOException {
        Path file = arguments.length > 2 ? Path.of(arguments[2]) : null;
        RealSize size = RealSize.of(arguments[0]);
        byte[] tokenizer;
        if (file != null && file.toString().endsWith(".json")) {
            tokenizer = Files.readAllBytes(file);
        } else if (size.tokenizer().equals("words")) {
            tokenizer =
                    RealSizeTokenizer.ofWords(size.vocabulary(), file == null ? List.of() : Files.readAllLines(file));
        } else {
            tokenizer = RealSizeTokenizer.extended(size.tokenizer(), size.vocabulary());
        }
        write(size, Path.of(arguments[1]), tokenizer);
    }

    /** Writes the folder; the same size gives the same bytes. Matrices are normal with deviation 0.02, gains 1, biases 0. */
    static void write(RealSize size, Path folder, byte[] tokenizer) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), size.config().toPrettyString(), StandardCharsets.UTF_8);
        Files.write(folder.resolve("tokenizer.json"), tokenizer);
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                JSON.createObjectNode().put("model_max_length", 512).toString(),
                StandardCharsets.UTF_8);
        Map<String, List<Long>> shapes = size.tensors();
        List<TensorInfo> infos = shapes.entrySet().stream()
                .map(tensor -> new TensorInfo(tensor.getKey(), DataType.F32, tensor.getValue()))
                .toList();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("model.safetensors")))) {
            SafetensorsWriter.write(
                    out, infos, name -> random(name, Objects.requireNonNull(shapes.get(name))), Map.of("format", "pt"));
        }
    }

    private static Tensor random(String name, List<Long> shape) {
        long elements = shape.stream().reduce(1L, (product, extent) -> product * extent);
        float[] values = new float[Math.toIntExact(elements)];
        if (shape.size() == 1) {
            boolean gain = name.endsWith(".weight");
            Arrays.fill(values, gain ? 1 : 0);
        } else {
            SplittableRandom random = new SplittableRandom(name.hashCode());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * 0.02);
            }
        }
        return Tensor.of(name, shape, values);
    }
}
