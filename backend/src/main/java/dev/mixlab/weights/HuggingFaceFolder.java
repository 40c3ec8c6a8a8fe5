package dev.mixlab.weights;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.ZipFolder;
import dev.mixlab.text.SpecialTokenTexts;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.StrictJson;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tokenizer.TokenizerSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model as a folder, or a zip of it, that transformers opens: config.json, model.safetensors and, where
 * the model has a tokenizer, tokenizer.json, tokenizer_config.json and special_tokens_map.json. The same model
 * gives the same bytes; weights pass through memory one tensor at a time.
 */
public final class HuggingFaceFolder {

    private static final String WEIGHTS = "model.safetensors";
    private static final String CARD = "README.md";

    private static final Map<DataType, String> TORCH_NAMES = Map.of(
            DataType.F64, "float64",
            DataType.F32, "float32",
            DataType.F16, "float16",
            DataType.BF16, "bfloat16");

    private HuggingFaceFolder() {}

    /** Writes into a folder, which is made if it is not there. */
    public static void write(Path folder, ModelSource model) {
        write(folder, model, null);
    }

    /** Writes into a folder, which is made if it is not there, with a model card, if any, as README.md. */
    public static void write(Path folder, ModelSource model, @Nullable String card) {
        try {
            Files.createDirectories(folder);
            if (card != null) {
                Files.writeString(folder.resolve(CARD), card);
            }
            for (Map.Entry<String, byte[]> text : texts(model).entrySet()) {
                Files.write(folder.resolve(text.getKey()), text.getValue());
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(WEIGHTS)))) {
                writeWeights(out, model);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + folder, failure);
        }
    }

    /** Writes a zip whose files lie in the folder {@code name}. The stream stays open. */
    public static void writeZip(OutputStream out, String name, ModelSource model) {
        writeZip(out, name, model, null);
    }

    /** Writes a zip whose files lie in the folder {@code name}, with a model card, if any, as README.md. The stream stays open. */
    public static void writeZip(OutputStream out, String name, ModelSource model, @Nullable String card) {
        try {
            ZipFolder zip = new ZipFolder(out, name);
            if (card != null) {
                zip.compressed(CARD, file -> file.write(card.getBytes(StandardCharsets.UTF_8)));
            }
            for (Map.Entry<String, byte[]> text : texts(model).entrySet()) {
                zip.compressed(text.getKey(), file -> file.write(text.getValue()));
            }
            zip.plain(WEIGHTS, file -> writeWeights(file, model));
            zip.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the zip of " + model.origin(), failure);
        }
    }

    private static void writeWeights(OutputStream out, ModelSource model) throws IOException {
        SafetensorsWriter.write(out, model.tensors(), model::read, Map.of("format", "pt"));
    }

    private static Map<String, byte[]> texts(ModelSource model) throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        JsonNode config = config(model);
        texts.put("config.json", pretty(config));
        if (model.hasTokenizer()) {
            byte[] bytes = model.tokenizer();
            ObjectNode tokenizer = StrictJson.parse(model.origin() + "/tokenizer.json", "the file", bytes);
            TokenizerSettings settings = TokenizerSettings.of(config, tokenizer);
            texts.put("tokenizer.json", plain(tokenizer, bytes));
            texts.put("tokenizer_config.json", pretty(settings.config()));
            texts.put("special_tokens_map.json", pretty(settings.specialTokens()));
        }
        return texts;
    }

    /** The tokenizer without the roles of its special tokens, which the settings beside it say. */
    private static byte[] plain(ObjectNode tokenizer, byte[] bytes) throws JsonProcessingException {
        if (!SpecialTokenTexts.isNoted(tokenizer)) {
            return bytes;
        }
        SpecialTokenTexts.clear(tokenizer);
        return JSON.writeValueAsBytes(tokenizer);
    }

    /** The configuration, saying the type that the weights really have, so that a reader does not round them. */
    private static JsonNode config(ModelSource model) {
        JsonNode config = model.config();
        Set<DataType> types = model.tensors().stream()
                .map(TensorInfo::type)
                .filter(DataType::floating)
                .collect(Collectors.toSet());
        if (config instanceof ObjectNode object && types.size() == 1) {
            String type = TORCH_NAMES.get(types.iterator().next());
            for (String key : List.of("torch_dtype", "dtype")) {
                if (object.has(key) || key.equals("torch_dtype")) {
                    object.put(key, type);
                }
            }
        }
        return config;
    }

    private static byte[] pretty(JsonNode json) {
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }
}
