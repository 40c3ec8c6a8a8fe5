package dev.mixlab.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that lacks a part of a model says what it has in its place. */
class OtherFilesTest {

    private static final String PAGE = "\n<!DOCTYPE html>\n<html><body>Log in to go on</body></html>";

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.copy(Fixtures.reference("formats/bad/config.json"), folder.resolve("config.json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            adapter_model.safetensors        | adapter_model.safetensors belongs to an adapter, which is no model by itself
            adapter_model.bin                | merge it into its model and save that
            tf_model.h5                      | tf_model.h5 is not read: save the model from PyTorch as model.safetensors
            flax_model.msgpack               | flax_model.msgpack is not read
            model.onnx                       | model.onnx is not read
            model-q4.gguf                    | model-q4.gguf is not read
            model-00001-of-00002.safetensors | whose index (model.safetensors.index.json) is missing
            pytorch_model-00001-of-00002.bin | whose index (pytorch_model.bin.index.json) is missing
            """)
    void weightsInAnotherFormAreNamed(String file, String message) throws IOException {
        Files.createFile(folder.resolve(file));

        assertRefused("no model.safetensors, no pytorch_model.bin, and no index", message);
    }

    @Test
    void aFolderWithoutConfigurationIsNamedForWhatItIs() throws IOException {
        Files.delete(folder.resolve("config.json"));
        Path inner = Files.createDirectory(folder.resolve("0_Transformer"));
        Files.copy(Fixtures.reference("formats/bad/config.json"), inner.resolve("config.json"));
        assertRefused("config.json: there is no such file; there is one in the folder 0_Transformer in it", "");

        Files.createFile(folder.resolve("model_index.json"));
        assertRefused("config.json: there is no such file; model_index.json is that of a model of diffusers", "");

        Files.createFile(folder.resolve("adapter_config.json"));
        assertRefused("config.json: there is no such file; adapter_config.json belongs to an adapter", "");
    }

    @Test
    void aMissingShardIsNamedWithTheIndexThatNamesIt() throws IOException {
        for (String name : new String[] {"model.safetensors.index.json", "model-00001-of-00002.safetensors"}) {
            Files.copy(Fixtures.reference("formats/sharded/" + name), folder.resolve(name));
        }

        assertRefused(
                "model-00002-of-00002.safetensors: there is no such file, which model.safetensors.index.json names",
                "download all files of the model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "pytorch_model.bin", "config.json", "model.safetensors.index.json"})
    void thePageOfAWebSiteIsNoFileOfAModel(String name) throws IOException {
        Files.writeString(folder.resolve(name), PAGE);

        assertRefused(name + ": a page of a web site, not the file itself; download the real file", "");
    }

    private void assertRefused(String message, String end) {
        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(end);
    }
}
