package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStateFormatTest {

    private static final TrainingState STATE = new TrainingState(
            2,
            17,
            -42L,
            TensorSource.of(List.of(tensor("a.weight", 1, 2, 3, 4, 5, 6), tensor("b.bias", 7, 8))),
            TensorSource.of(List.of(tensor("m.a.weight", 9, 8, 7, 6, 5, 4), tensor("v.a.weight", 1, 1, 2, 3, 5, 8))));

    private static Tensor tensor(String name, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        for (int value : values) {
            bytes.putFloat(value);
        }
        List<Long> shape = values.length == 6 ? List.of(2L, 3L) : List.of((long) values.length);
        return new Tensor(new TensorInfo(name, DataType.F32, shape), bytes.flip());
    }

    @Test
    void aStateComesBackAsItWasWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TrainingStateFormat.write(STATE, out);

        assertSame(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void aStateInAFileIsReadWhereItLies(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.state");
        try (OutputStream out = Files.newOutputStream(file)) {
            TrainingStateFormat.write(STATE, out);
        }
        byte[] start = Arrays.copyOf(Files.readAllBytes(file), 100);

        try (TrainingStateFormat.Stored stored =
                TrainingStateFormat.open(new Saved(2, new ByteArrayInputStream(start), file))) {
            assertSame(stored.training());
        }
    }

    @Test
    void aStateThatVersion010WroteIsRead() throws IOException {
        assertSame(new ByteArrayInputStream(asVersion010()));
    }

    @Test
    void aStateOfVersion010ThatIsCutOffIsNotRead() throws IOException {
        byte[] whole = asVersion010();
        for (int length : new int[] {4, 20, whole.length / 2, whole.length - 1}) {
            ByteArrayInputStream part = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TrainingStateFormat.open(part)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void otherBytesAreRefused() {
        for (String text : List.of("", "abc", "neither a safetensors file nor what version 0.1.0 wrote")) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> TrainingStateFormat.open(bytes)).isInstanceOf(WeightFileException.class);
        }
    }

    @Test
    void weightsWithoutAnEpochAreRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(out, tensors(STATE.weights()), Map.of("step", "17", "seed", "1"));
        ByteArrayInputStream bytes = new ByteArrayInputStream(out.toByteArray());

        assertThatThrownBy(() -> TrainingStateFormat.open(bytes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lacks epoch, step or seed");
    }

    private static void assertSame(InputStream bytes) throws IOException {
        try (TrainingStateFormat.Stored stored = TrainingStateFormat.open(bytes)) {
            assertSame(stored.training());
        }
    }

    private static void assertSame(TrainingState read) {
        assertThat(read.epoch()).isEqualTo(2);
        assertThat(read.step()).isEqualTo(17);
        assertThat(read.seed()).isEqualTo(-42L);
        assertSame(tensors(read.weights()), tensors(STATE.weights()));
        assertSame(tensors(read.moments()), tensors(STATE.moments()));
    }

    private static List<Tensor> tensors(TensorSource source) {
        return source.tensors().stream().map(info -> source.read(info.name())).toList();
    }

    private static void assertSame(List<Tensor> read, List<Tensor> written) {
        assertThat(read.stream().map(Tensor::info))
                .containsExactlyElementsOf(written.stream().map(Tensor::info).toList());
        assertThat(read.stream().map(Tensor::data))
                .containsExactlyElementsOf(written.stream().map(Tensor::data).toList());
    }

    /** The bytes that version 0.1.0 wrote, field by field. */
    private static byte[] asVersion010() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeInt(STATE.epoch());
        out.writeInt(STATE.step());
        out.writeLong(STATE.seed());
        for (List<Tensor> tensors : List.of(tensors(STATE.weights()), tensors(STATE.moments()))) {
            out.writeInt(tensors.size());
            for (Tensor tensor : tensors) {
                out.writeUTF(tensor.name());
                out.writeUTF(tensor.info().type().name());
                out.writeInt(tensor.info().shape().size());
                for (long extent : tensor.info().shape()) {
                    out.writeLong(extent);
                }
                byte[] data = new byte[tensor.data().remaining()];
                tensor.data().get(data);
                out.write(data);
            }
        }
        return bytes.toByteArray();
    }
}
