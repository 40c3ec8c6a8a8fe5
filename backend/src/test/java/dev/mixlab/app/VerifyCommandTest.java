package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.weights.Fixtures;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        change(
                "expected.safetensors",
                tensor -> tensor.name().equals("c00/attn")
                        ? Tensor.of("c00/attention_spread", tensor.info().shape(), tensor.floats())
                        : tensor);
        assertThat(verify(folder)).isZero();
        assertThat(out.toString())
                .containsPattern("model +value_zeroing_cosine +difference \\S+ +maximum \\S+ +tolerance \\S+ +ok")
                .containsPattern("model +hidden_states_1 +difference")
                .containsPattern("model +grad_x_input_l2_diff +difference .*ok")
                .containsPattern("model +integrated_gradients_delta +difference .*ok")
                .containsPattern("model +alti +difference")
                .containsPattern("model +globenc_rollout +difference")
                .containsPattern("model +attention_spread +not implemented")
                .doesNotContain("FAIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin-column-major-bert", "small-values-1e-3"})
    void unusualModelsAreWithinTolerance(String fault) throws IOException {
        Path model = Fixtures.fault(fault);

        assertThat(verify(model)).isZero();
        assertThat(out.toString()).contains("value_zeroing_cosine").doesNotContain("FAIL");
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

    /** In a model with small weights, outputs differ by little where a value is zeroed; their differences keep their digits. */
    @Test
    void smallValuesAgreeAsLargeOnesDo() {
        assertThat(verify(resource("/faults/small-values-1e-3")))
                .as(out.toString())
                .isZero();
    }

    @Test
    void doublePrecisionAgreesToTheRoundingOfTheReference() throws IOException {
        copy("bert");
        assertThat(verify(folder, "--precision", "float64", "--json")).isZero();
        assertThat(out.toString()).contains("\"verdict\" : \"OK\"").doesNotContain("NOT_IMPLEMENTED");
    }

    @Test
    void aRecordedFineTuningIsReplayedFigureByFigure() throws IOException {
        copy("electra");
        copyFineTuning("electra");
        assertThat(verify(folder)).isZero();
        assertThat(out.toString())
                .containsPattern("model +finetuning/loss +difference \\S+ +maximum \\S+ +tolerance \\S+ +ok")
                .containsPattern("model +finetuning/learning_rate +difference .*ok")
                .containsPattern("model +finetuning/after/logits +difference .*ok")
                .containsPattern("model +finetuning/after/electra\\.\\S+ +difference .*ok")
                .doesNotContain("FAIL");
    }

    @Test
    void aRecordedLossThatIsOffFailsTheVerification() throws IOException {
        copy("bert");
        copyFineTuning("bert");
        Path file = model().resolve("finetuning.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"loss\": 0\\.\\d", "\"loss\": 0.9"));
        assertThat(verify(folder)).isEqualTo(1);
        assertThat(out.toString()).containsPattern("model +finetuning/loss +difference .*FAIL");
    }

    @Test
    void whatARecordedFineTuningHasBesideTheKnownIsNamedAndNotPassed() throws IOException {
        copy("roberta");
        copyFineTuning("roberta");
        Path file = model().resolve("finetuning.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"loss\": 0", "\"sharpness\": 1, \"loss\": 0"));
        change(
                "finetuning.safetensors",
                tensor -> Tensor.of("pooler.weight", tensor.info().shape(), tensor.floats()));
        Files.writeString(model().resolve("probing.json"), "{}");
        assertThat(verify(folder)).isZero();
        assertThat(out.toString())
                .containsPattern("model +finetuning/sharpness +not implemented")
                .containsPattern("model +finetuning/after/pooler.weight +not implemented")
                .containsPattern("model +probing.json +not implemented")
                .doesNotContainPattern("(sharpness|pooler|probing).* ok");
    }

    @Test
    void aFineTuningThatCannotBeReplayedFailsTheVerification() throws IOException {
        copy("bert");
        copyFineTuning("bert");
        Path file = model().resolve("finetuning.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"c00\"", "\"c99\""));
        assertThat(verify(folder)).isEqualTo(1);
        assertThat(out.toString()).containsPattern("model +finetuning.json +FAIL .*case c99 is not in cases.json");
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
        copy(name, FILES);
    }

    private void copyFineTuning(String name) throws IOException {
        copy(name, List.of("finetuning.json", "finetuning.safetensors"));
    }

    private void copy(String name, List<String> files) throws IOException {
        for (String file : files) {
            Files.copy(resource("/reference/" + name + "/" + file), model().resolve(file));
        }
    }

    private void change(String tensor, float factor) throws IOException {
        change("expected.safetensors", read -> read.name().equals(tensor) ? scaled(read, factor) : read);
    }

    /** Replaces all tensors of a file; of those that come to bear one name, the first stays. */
    private void change(String name, UnaryOperator<Tensor> change) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Path file = model().resolve(name);
        try (SafetensorsFile expected = SafetensorsFile.open(file)) {
            for (String tensor : expected.tensors().keySet()) {
                Tensor changed = change.apply(expected.read(tensor));
                tensors.putIfAbsent(changed.name(), changed);
            }
        }
        try (OutputStream stream = Files.newOutputStream(file)) {
            SafetensorsWriter.write(stream, List.copyOf(tensors.values()), Map.of());
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
