package dev.mixlab.app.command.data;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tokenizer of a file or folder, which reads as many tokens as the model in whose folder it lies. */
final class ModelTokenizer {

    private ModelTokenizer() {}

    /**
     * Opens the encoder of a file, or of a folder that has a tokenizer. Without a config.json of a known family beside it, it reads
     * {@link ExampleEncoder#DEFAULT_LONGEST} tokens.
     */
    static ExampleEncoder open(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidInputException(file + ": cannot be read: there is no such file");
        }
        Path folder = Files.isDirectory(file) ? file : file.resolveSibling("");
        JsonNode config = config(folder.resolve("config.json"));
        try {
            return ExampleEncoder.of(TokenizerFolder.open(file, config).content(), longest(config));
        } catch (InvalidInputException refused) {
            throw new InvalidInputException(folder + ": " + refused.getMessage(), refused);
        }
    }

    /** The model's configuration; an empty object where there is none that can be read. */
    private static JsonNode config(Path file) {
        try {
            return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        } catch (IOException unknown) {
            return JSON.createObjectNode();
        }
    }

    private static int longest(JsonNode config) {
        try {
            return EncoderFamilies.of(config).config(config).maxTokens();
        } catch (InvalidInputException unknown) {
            return ExampleEncoder.DEFAULT_LONGEST;
        }
    }
}
