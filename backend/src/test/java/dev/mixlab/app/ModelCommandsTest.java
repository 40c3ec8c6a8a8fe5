package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.Folders;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A model goes into a data folder and out of it again by commands. */
class ModelCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    private int status;

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(out));
        status = commands.execute(arguments);
        return out.toString().strip();
    }

    @Test
    void anImportedModelIsListedAndExportedAsItWas() {
        String data = temporary.resolve("data").toString();
        String id = run("model", "import", "models/tiny-bert", "--name", "Mine", "--data-dir", data);
        assertThat(status).as(id).isZero();

        assertThat(run("model", "list", "--data-dir", data)).contains(id).contains("Mine");

        Path exported = temporary.resolve("exported");
        run("model", "export", id, exported.toString(), "--data-dir", data);
        assertThat(status).isZero();
        assertThat(ModelHash.of(ModelFolder.open(exported)))
                .isEqualTo(ModelHash.of(ModelFolder.open(Path.of("models/tiny-bert"))));
    }

    @Test
    void aModelWithAVocabularyInTextAndTokensOfOtherNamesIsExportedWithItsTokenizer() throws IOException {
        Path folder = Folders.copy(Path.of("models/tiny-bert"), temporary.resolve("folder"));
        String pieces =
                String.join("\n", pieces(folder)).replace("[MASK]", "<gap>").replace("[PAD]", "<fill>");
        for (String name : List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")) {
            Files.delete(folder.resolve(name));
        }
        Files.writeString(folder.resolve("vocab.txt"), pieces);
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"mask_token\": \"<gap>\", \"pad_token\": \"<fill>\"}");
        String data = temporary.resolve("data").toString();

        String id = run("model", "import", folder.toString(), "--data-dir", data);
        assertThat(status).as(id).isZero();
        Path exported = temporary.resolve("exported");
        run("model", "export", id, exported.toString(), "--data-dir", data);

        assertThat(ModelHash.of(ModelFolder.open(exported))).isEqualTo(ModelHash.of(ModelFolder.open(folder)));
        JsonNode tokenizer = JSON.readTree(exported.resolve("tokenizer.json").toFile());
        assertThat(tokenizer.fieldNames())
                .toIterable()
                .containsExactly(
                        "version",
                        "truncation",
                        "padding",
                        "added_tokens",
                        "normalizer",
                        "pre_tokenizer",
                        "post_processor",
                        "decoder",
                        "model");
        JsonNode settings =
                JSON.readTree(exported.resolve("tokenizer_config.json").toFile());
        assertThat(settings.path("mask_token").asText()).isEqualTo("<gap>");
        assertThat(settings.path("pad_token").asText()).isEqualTo("<fill>");
        assertThat(settings.path("do_lower_case").asBoolean(false)).isTrue();
        assertThat(run("model", "check", exported.toString())).contains("\"mask\":4,\"pad\":0");
    }

    private static List<String> pieces(Path folder) throws IOException {
        JsonNode vocabulary = JSON.readTree(folder.resolve("tokenizer.json").toFile())
                .path("model")
                .path("vocab");
        return vocabulary.properties().stream()
                .sorted(Comparator.comparingInt(piece -> piece.getValue().intValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void anExportHasAModelCardIsTheSameOnEveryStartAndIsTheSameModelElsewhere() throws IOException {
        Path folder = Folders.copy(Path.of("models/tiny-bert"), temporary.resolve("folder"));
        Files.writeString(folder.resolve("README.md"), "---\nlicense: cc-by-4.0\n---\n# Somebody's model\n");
        String data = temporary.resolve("data").toString();
        String id = run("model", "import", folder.toString(), "--name", "A | B", "--data-dir", data);
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");

        run("model", "export", id, first.toString(), "--data-dir", data);
        run("model", "export", id, second.toString(), "--data-dir", data);

        assertThat(Folders.content(first)).hasSize(6);
        for (Path file : Folders.content(first)) {
            assertThat(second.resolve(String.valueOf(file.getFileName())))
                    .as(file.toString())
                    .hasSameBinaryContentAs(file);
        }
        String card = Files.readString(first.resolve("README.md"));
        assertThat(card)
                .startsWith("---\nlicense: cc-by-4.0\nlibrary_name: transformers\npipeline_tag: fill-mask\n")
                .contains("# A \\| B\n")
                .contains("| origin | the folder folder |")
                .contains("| family | bert |")
                .contains("`%s`".formatted(ModelHash.of(ModelFolder.open(folder))))
                .doesNotContain(temporary.toString());

        String elsewhere = temporary.resolve("elsewhere").toString();
        String again = run("model", "import", first.toString(), "--name", "A | B", "--data-dir", elsewhere);
        assertThat(again).as("the id has the first digits of the hash").isEqualTo(id);
        Path third = temporary.resolve("third");
        run("model", "export", again, third.toString(), "--data-dir", elsewhere);
        assertThat(Files.readString(third.resolve("README.md")))
                .contains("license: cc-by-4.0\n", "| licence | cc-by-4.0 |");
        assertThat(ModelHash.of(ModelFolder.open(third))).isEqualTo(ModelHash.of(ModelFolder.open(folder)));
    }

    @Test
    void aFolderThatIsNoModelIsRefusedByName() {
        String data = temporary.resolve("data").toString();
        String refused = run("model", "import", temporary.toString(), "--data-dir", data);
        assertThat(status).isEqualTo(2);
        assertThat(refused).contains(temporary.toString()).contains("config.json");
    }
}
