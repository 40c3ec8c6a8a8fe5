package dev.mixlab.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken files are refused when their folder is opened or the tensor is read. Shapes are the encoder's to know. */
class BrokenWeightFilesTest {

    private static final Path PWNED = Path.of(System.getProperty("java.io.tmpdir"), "pwned");

    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            truncated.safetensors           | tensor bert.encoder.layer.      | bytes of data are in the file
            header_too_long.safetensors     | model.safetensors               | beyond the end of the file
            header_huge.safetensors         | 9223372036854775807             | beyond the end of the file
            header_not_json.safetensors     | model.safetensors               | the header is not
            overlapping_offsets.safetensors | layer.0.attention.self.key.weight   | overlap with those of bert.encoder.layer.0.attention.self.query.weight by 960 bytes
            size_mismatch.safetensors       | layer.0.attention.self.query.weight | F32 [16, 17] needs 1088
            nan_weights.safetensors         | layer.0.output.dense.weight     | the element at [3, 5] is not a finite number
            """)
    void namesFileTensorAndRuleOfABrokenSafetensorsFile(String file, String subject, String rule) throws IOException {
        Path folder = folderWith(file, "model.safetensors");

        assertThatThrownBy(() -> readAll(folder))
                .isInstanceOf(WeightFileException.class)
                .message()
                .contains(folder.resolve("model.safetensors").toString())
                .contains(subject)
                .contains(rule)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"evil.bin", "evil_legacy.bin", "evil_raw.bin"})
    void executesNothingFromAPickle(String file) throws IOException {
        assertThat(PWNED).doesNotExist();

        for (String name : new String[] {"pytorch_model.bin", "model.safetensors"}) {
            Path folder = folderWith(file, name);
            assertThatThrownBy(() -> readAll(folder))
                    .isInstanceOf(WeightFileException.class)
                    .hasMessageStartingWith(folder.resolve(name) + ": ");
        }

        assertThat(PWNED).doesNotExist();
    }

    private Path folderWith(String file, String name) throws IOException {
        return Fixtures.folder(temporary, name, Files.readAllBytes(Fixtures.reference("formats/bad/" + file)));
    }

    private static void readAll(Path folder) {
        ModelFolder model = ModelFolder.open(folder);
        model.tensors().forEach(info -> model.read(info.name()));
    }
}
