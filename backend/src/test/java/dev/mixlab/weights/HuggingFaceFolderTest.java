package dev.mixlab.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.mixing.JavaProcess;
import dev.mixlab.text.TinyTokenizers;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] WORD_PIECE = TinyTokenizers.wordPiece(List.of("the", "cats", "run"));
    private static final byte[] BYTE_LEVEL = TinyTokenizers.byteLevel(List.of("the", "cats", "run"));

    @TempDir
    Path temporary;

    @Test
    void theFolderHoldsTheSameModel() throws IOException {
        ModelFolder model = modelWith(WORD_PIECE);
        Path folder = temporary.resolve("written");

        HuggingFaceFolder.write(folder, model);

        assertThat(ModelFolder.open(folder).sha256()).isEqualTo(model.sha256());
        try (SafetensorsFile weights = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
            assertThat(weights.metadata()).containsExactly(Map.entry("format", "pt"));
        }
    }

    @Test
    void theZipHoldsTheSameFilesInAFolderAndIsTheSameEveryTime() throws IOException {
        ModelFolder model = modelWith(WORD_PIECE);
        Path folder = temporary.resolve("written");
        HuggingFaceFolder.write(folder, model);

        Map<String, byte[]> unpacked = unzip(zip(model));

        assertThat(unpacked.keySet())
                .containsExactly(
                        "best/config.json",
                        "best/tokenizer.json",
                        "best/tokenizer_config.json",
                        "best/special_tokens_map.json",
                        "best/model.safetensors");
        for (Map.Entry<String, byte[]> file : unpacked.entrySet()) {
            assertThat(Files.readAllBytes(folder.resolve(file.getKey().substring("best/".length()))))
                    .isEqualTo(file.getValue());
        }
        assertThat(zip(model)).isEqualTo(zip(model));
    }

    @Test
    void describesAWordPieceTokenizer() throws IOException {
        Map<String, byte[]> files = unzip(zip(modelWith(WORD_PIECE)));

        JsonNode settings = JSON.readTree(files.get("best/tokenizer_config.json"));
        assertThat(settings.path("tokenizer_class").asText()).isEqualTo("BertTokenizer");
        assertThat(settings.path("mask_token").asText()).isEqualTo("[MASK]");
        assertThat(settings.path("model_max_length").asInt()).isEqualTo(16);
        assertThat(settings.path("do_lower_case").asBoolean(false)).isTrue();
        assertThat(settings.path("added_tokens_decoder")
                        .path("4")
                        .path("content")
                        .asText())
                .isEqualTo("[MASK]");
        JsonNode special = JSON.readTree(files.get("best/special_tokens_map.json"));
        assertThat(special.path("cls_token").asText()).isEqualTo("[CLS]");
        assertThat(special.has("bos_token")).isFalse();
    }

    @Test
    void keepsTheCaseWhereTheTokenizerDoes() throws IOException {
        String cased = new String(WORD_PIECE, UTF_8).replace("\"lowercase\":true", "\"lowercase\":false");
        Map<String, byte[]> files = unzip(zip(modelWith(cased.getBytes(UTF_8))));

        JsonNode settings = JSON.readTree(files.get("best/tokenizer_config.json"));
        assertThat(settings.path("do_lower_case").asBoolean(true)).isFalse();
    }

    @Test
    void describesAByteLevelTokenizer() throws IOException {
        Map<String, byte[]> files = unzip(zip(modelWith(BYTE_LEVEL)));

        JsonNode settings = JSON.readTree(files.get("best/tokenizer_config.json"));
        assertThat(settings.path("add_prefix_space").asBoolean(true)).isFalse();
        assertThat(settings.path("bos_token").asText()).isEqualTo("<s>");
        assertThat(settings.path("sep_token").asText()).isEqualTo("</s>");
        JsonNode mask = JSON.readTree(files.get("best/special_tokens_map.json")).path("mask_token");
        assertThat(mask.path("content").asText()).isEqualTo("<mask>");
        assertThat(mask.path("lstrip").asBoolean()).isTrue();
    }

    @Test
    void theConfigurationSaysTheTypeOfTheWeights() throws IOException {
        ModelFolder half = Fixtures.format("f16");
        Map<String, byte[]> files = unzip(zip(half));

        assertThat(files).containsOnlyKeys("best/config.json", "best/model.safetensors");
        assertThat(JSON.readTree(files.get("best/config.json"))
                        .path("torch_dtype")
                        .asText())
                .isEqualTo("float16");
    }

    @ParameterizedTest
    @CsvSource({
        "bert, 0, 24",
        "bert, 1, 24",
        "bert, 3, 24",
        "electra, 2, 24",
        "roberta, 1, 22",
        "roberta, 0, 23",
        "roberta,, 22"
    })
    void theLongestInputIsWhatTheModelCanTake(String family, Integer padding, int longest) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("padding"));
        for (String name : List.of("model.safetensors", "tokenizer.json")) {
            Files.copy(Fixtures.fault("export-bert-pad-1").resolve(name), folder.resolve(name));
        }
        ObjectNode config = (ObjectNode) JSON.readTree(
                Fixtures.fault("export-bert-pad-1").resolve("config.json").toFile());
        config.put("model_type", family).put("pad_token_id", padding);
        Files.writeString(folder.resolve("config.json"), config.toString());

        Map<String, byte[]> files = unzip(zip(ModelFolder.open(folder)));

        assertThat(JSON.readTree(files.get("best/tokenizer_config.json"))
                        .path("model_max_length")
                        .asInt())
                .isEqualTo(longest);
    }

    @Test
    void everyProcessWritesTheSameBytes() throws IOException, InterruptedException {
        Set<String> hashes = new TreeSet<>();
        for (int process = 0; process < 4; process++) {
            hashes.addAll(JavaProcess.lines(CheckpointHash.class, "tiny-bert", "tiny-roberta"));
        }

        assertThat(hashes).hasSize(2);
    }

    private ModelFolder modelWith(byte[] tokenizer) throws IOException {
        Path folder = Fixtures.folder(
                temporary,
                "model.safetensors",
                Files.readAllBytes(Fixtures.reference("formats/safetensors/model.safetensors")));
        Files.write(folder.resolve("tokenizer.json"), tokenizer);
        return ModelFolder.open(folder);
    }

    private static byte[] zip(ModelSource model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HuggingFaceFolder.writeZip(out, "best", model);
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            files.put(entry.getName(), in.readAllBytes());
        }
        return files;
    }
}
