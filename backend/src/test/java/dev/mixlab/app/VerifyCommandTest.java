package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.weights.SafetensorsFile;
import dev.mixlab.weights.SafetensorsWriter;
import dev.mixlab.weights.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final List<String> FILES =
            List.of("config.json", "model.safetensors", "cases.json", "expected.safetensors");

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aModelThatAgreesIsWithinToleranceAndUnknownTensorsAreNamed() throws IOException {
        copy("roberta");
        assertThat(verify(folder)).isZero();
        assertThat(out.toString())
                .containsPattern("model +value_zeroing_cosine +difference \\S+ +maximum \\S+ +tolerance \\S+ +ok")
                .containsPattern("model +hidden_states_1 +difference")
                .containsPattern("model +alti +not implemented")
                .doesNotContain("FAIL");
    }

    @Test
    void aTensorThatIsOffFailsTheVerification() throws IOException {
        copy("electra");
        change("c02/attn_rollout", 1.001f);
        assertThat(verify(folder)).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("model +attn_rollout +difference .*FAIL \\(6 compared, worst: c02\\)")
                .containsPattern("model +attn +difference .*ok");
    }

    @Test
    void aModelThatCannotBeLoadedFailsTheVerification() throws IOException {
        copy("bert");
        Files.writeString(model().resolve("model.safetensors"), "no weights");
        assertThat(verify(folder)).isEqualTo(1);
        assertThat(out.toString()).containsPattern("model +\\(the model\\) +FAIL .*model.safetensors");
    }

    @Test
    void doublePrecisionAgreesToTheRoundingOfTheReference() throws IOException {
        copy("bert");
        assertThat(verify(folder, "--precision", "float64", "--json")).isZero();
        assertThat(out.toString()).contains("\"verdict\" : \"NOT_IMPLEMENTED\"");
    }

    @Test
    void aFolderWithoutReferenceNumbersIsRefused() {
        assertThat(verify(folder)).isEqualTo(2);
        assertThat(errors.toString()).contains("no reference numbers").hasLineCount(1);
    }

    private int verify(Path where, String... options) {
        List<String> arguments = new ArrayList<>(List.of("verify", where.toString()));
        arguments.addAll(List.of(options));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments.toArray(String[]::new));
    }

    private Path model() {
        return folder.resolve("model");
    }

    private void copy(String name) throws IOException {
        Files.createDirectory(model());
        for (String file : FILES) {
            Files.copy(resource("/reference/" + name + "/" + file), model().resolve(file));
        }
    }

    private void change(String tensor, float factor) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        Path file = model().resolve("expected.safetensors");
        try (SafetensorsFile expected = SafetensorsFile.open(file)) {
            for (String name : expected.tensors().keySet()) {
                Tensor read = expected.read(name);
                tensors.add(name.equals(tensor) ? scaled(read, factor) : read);
            }
        }
        try (OutputStream stream = Files.newOutputStream(file)) {
            SafetensorsWriter.write(stream, tensors, Map.of());
        }
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] values = tensor.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return Tensor.of(tensor.name(), tensor.info().shape(), values);
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(VerifyCommandTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
