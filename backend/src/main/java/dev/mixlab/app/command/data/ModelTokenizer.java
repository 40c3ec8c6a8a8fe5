package dev.mixlab.app.command.data;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tokenizer.json, which reads as many tokens as the model in whose folder it lies. */
final class ModelTokenizer {

    private ModelTokenizer() {}

    /** Opens the encoder of the file. Without a config.json of a known family beside it, it reads {@link ExampleEncoder#DEFAULT_LONGEST} tokens. */
    static ExampleEncoder open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + ": cannot be read: there is no such file");
        }
        byte[] bytes = TokenizerFile.open(file).content();
        return ExampleEncoder.of(bytes, longest(file.resolveSibling("config.json")));
    }

    private static int longest(Path config) {
        if (!Files.isRegularFile(config)) {
            return ExampleEncoder.DEFAULT_LONGEST;
        }
        try {
            JsonNode json = JSON.readTree(config.toFile());
            return EncoderFamilies.of(json).config(json).maxTokens();
        } catch (IOException | InvalidInputException unknown) {
            return ExampleEncoder.DEFAULT_LONGEST;
        }
    }
}
