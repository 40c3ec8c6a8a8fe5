package dev.mixlab.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

    private static final ModelFolder WHOLE = Fixtures.format("safetensors");

    @TempDir
    Path temporary;

    @Test
    void readsShardsAsTheOneFileTheyWere() {
        ModelFolder sharded = Fixtures.format("sharded");

        assertThat(sharded.tensors()).isEqualTo(WHOLE.tensors());
        assertThat(sharded.sha256()).isEqualTo(WHOLE.sha256());
        assertThat(sharded.weightFiles()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin_zip", "bin_legacy"})
    void readsBothFormatsOfPyTorchAsSafetensors(String format) {
        ModelFolder pickled = Fixtures.format(format);

        for (TensorInfo info : WHOLE.tensors()) {
            assertThat(pickled.read(info.name())).isEqualTo(WHOLE.read(info.name()));
        }
        assertThat(TensorNames.unknown(names(pickled), names(WHOLE)))
                .containsExactly("cls.predictions.decoder.bias", "cls.predictions.decoder.weight");
        assertThat(pickled.read("cls.predictions.decoder.weight").data())
                .isEqualTo(
                        pickled.read("bert.embeddings.word_embeddings.weight").data());
    }

    @Test
    void readsShardsOfPyTorch() throws IOException {
        String weightMap = WHOLE.tensors().stream()
                .map(info -> "\"%s\":\"pytorch_model-1.bin\"".formatted(info.name()))
                .collect(Collectors.joining(","));
        byte[] index = "{\"weight_map\":{%s}}".formatted(weightMap).getBytes(StandardCharsets.UTF_8);
        Path folder = Fixtures.folder(temporary, "pytorch_model.bin.index.json", index);
        Files.copy(Fixtures.reference("formats/bin_zip/pytorch_model.bin"), folder.resolve("pytorch_model-1.bin"));

        ModelFolder sharded = ModelFolder.open(folder);

        assertThat(sharded.tensors()).isEqualTo(WHOLE.tensors());
        assertThat(sharded.sha256()).isEqualTo(WHOLE.sha256());
    }

    @Test
    void readsOldNamesAsTheModernOnes() {
        ModelFolder old = Fixtures.format("safetensors_old_names");

        for (TensorInfo info : WHOLE.tensors()) {
            assertThat(old.read(info.name())).isEqualTo(WHOLE.read(info.name()));
        }
        assertThat(TensorNames.unknown(names(old), names(WHOLE))).isEmpty();
        assertThat(names(old)).contains("bert.pooler.dense.weight", "bert.embeddings.position_ids");
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void roundsToHalfPrecisionAsPyTorchDid(DataType type) {
        ModelFolder half = Fixtures.format(type.name().toLowerCase(Locale.ROOT));

        for (TensorInfo info : WHOLE.tensors()) {
            Tensor stored = half.read(info.name());
            assertThat(stored).isEqualTo(WHOLE.read(info.name()).as(type));
            assertThat(stored.as(DataType.F32).floats()).isEqualTo(stored.floats());
        }
    }

    @Test
    void readsTheSameModelFromTheClassPath() {
        ClasspathModel builtIn = ClasspathModel.at("/reference/formats/safetensors");

        assertThat(builtIn.sha256()).isEqualTo(WHOLE.sha256());
        assertThat(builtIn.hasTokenizer()).isFalse();
        assertThatThrownBy(builtIn::tokenizer).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ClasspathModel.open("no-such-model"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no-such-model");
        assertThatThrownBy(() -> ClasspathModel.open("../secrets")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anotherTokenizerIsAnotherModel() throws IOException {
        byte[] weights = Files.readAllBytes(Fixtures.reference("formats/safetensors/model.safetensors"));
        ModelFolder copy = ModelFolder.open(Fixtures.folder(temporary, "model.safetensors", weights));
        assertThat(copy.sha256()).isEqualTo(WHOLE.sha256()).matches("[0-9a-f]{64}");

        Files.writeString(Path.of(copy.origin(), "tokenizer.json"), "{}");

        assertThat(copy.tokenizer()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(copy.sha256()).isNotEqualTo(WHOLE.sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../safetensors/model.safetensors",
                "/model.safetensors",
                "a\\\\b.safetensors",
                "shard.bin",
                "\\u0000.safetensors"
            })
    void shardsStayInsideTheFolder(String shard) {
        assertRefused("{\"weight_map\":{\"a\":\"" + shard + "\"}}", "is not the plain name of a safetensors file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"weight_map":{"a":"absent.safetensors"}} | absent.safetensors: there is no such file
            {"weight_map":{"a":7}}                    | tensor a: weight_map gives no name of a file
            {"weight_map":{}}                         | weight_map is not an object with a file per tensor
            {}                                        | weight_map is not an object with a file per tensor
            {"weight_map":                            | the file is not valid JSON
            """)
    void refusesAnIndexThatLeadsNowhere(String index, String rule) {
        assertRefused(index, rule);
    }

    @Test
    void namesATensorThatIsNotInTheShardOfTheIndex() throws IOException {
        String index = Files.readString(Fixtures.reference("formats/sharded/model.safetensors.index.json"));
        String moved = index.replaceFirst("(\"cls.predictions.bias\": \"model-0000)\\d", "$1" + 1);
        assertThat(moved).isNotEqualTo(index);
        Path folder =
                Fixtures.folder(temporary, "model.safetensors.index.json", moved.getBytes(StandardCharsets.UTF_8));
        for (Path shard : Fixtures.format("sharded").weightFiles()) {
            Files.copy(shard, folder.resolve(shard.getFileName()));
        }

        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("tensor cls.predictions.bias: not in")
                .hasMessageContaining("model-00001-of-00002.safetensors");
    }

    @Test
    void refusesFoldersWithoutTheirParts() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThatThrownBy(() -> ModelFolder.open(empty))
                .isInstanceOf(WeightFileException.class)
                .hasMessage(empty.resolve("config.json") + ": there is no such file");
        assertThatThrownBy(() -> ModelFolder.open(empty.resolve("nowhere")))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("there is no such folder");

        Files.writeString(empty.resolve("config.json"), "{}");
        assertThatThrownBy(() -> ModelFolder.open(empty))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("no model.safetensors");
        assertThatThrownBy(() -> WHOLE.read("absent"))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("tensor absent: missing");
    }

    @Test
    void refusesAParameterUnderTwoNames() {
        String header = "{\"norm.gamma\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"norm.weight\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}";
        Path folder = Fixtures.folder(temporary, "model.safetensors", Fixtures.safetensors(header, 2));

        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("tensor norm.weight: there twice");
    }

    @Test
    void reportsNamesThatNobodyKnows() {
        List<String> names = List.of("bert.a.gamma", "bert.pooler.dense.weight", "bert.adapter.weight");

        assertThat(TensorNames.unknown(names, Set.of("bert.a.weight"))).containsExactly("bert.adapter.weight");
    }

    private void assertRefused(String index, String rule) {
        Path folder =
                Fixtures.folder(temporary, "model.safetensors.index.json", index.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(rule);
    }

    private static Set<String> names(ModelSource model) {
        return model.tensors().stream().map(TensorInfo::name).collect(Collectors.toSet());
    }
}
