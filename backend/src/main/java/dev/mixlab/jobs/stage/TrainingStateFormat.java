package dev.mixlab.jobs.stage;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads training states as safetensors files: weights under their Hugging Face names, AdamW's moments under the same names
 * with the prefixes "m." and "v.", and epoch, step and seed in the header's metadata.
 */
final class TrainingStateFormat {

    private static final String MEAN = "m.";
    private static final String VARIANCE = "v.";
    private static final int BUFFER = 1 << 16;

    private TrainingStateFormat() {}

    /** Writes a state, one tensor at a time, and leaves the stream open. */
    static void write(TrainingState state, OutputStream target) throws IOException {
        TensorSource tensors = state.weights().and(state.moments());
        SafetensorsWriter.write(
                target,
                tensors.tensors(),
                tensors::read,
                Map.of(
                        "epoch", Integer.toString(state.epoch()),
                        "step", Integer.toString(state.step()),
                        "seed", Long.toString(state.seed())));
    }

    /**
     * A state that is being read.
     *
     * @param training the state, whose tensors can be read until this is closed
     * @param file where they are read from; null if they are in memory
     */
    record Stored(TrainingState training, @Nullable SafetensorsFile file) implements AutoCloseable {

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
        }
    }

    /**
     * Opens a state, including one that version 0.1.0 wrote.
     *
     * @throws dev.mixlab.common.WeightFileException if the bytes are in neither format
     * @throws InvalidInputException if they are a safetensors file without epoch, step or seed
     */
    static Stored open(InputStream source) throws IOException {
        return open(source, null);
    }

    private static Stored open(InputStream source, @Nullable Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, BUFFER);
        in.mark(Integer.BYTES);
        byte[] start = in.readNBytes(Integer.BYTES);
        in.reset();
        if (FirstTrainingStateFormat.begins(start)) {
            return new Stored(FirstTrainingStateFormat.read(in), null);
        }
        return file == null ? copied(in) : opened(file);
    }

    /** Opens a stored state, as {@link #open(InputStream)} does. */
    static Stored open(Saved saved) {
        try (InputStream bytes = saved.bytes()) {
            return open(bytes, saved.file());
        } catch (IOException failure) {
            throw new UncheckedIOException("the state after epoch " + saved.epoch() + " cannot be read", failure);
        }
    }

    /** Reads through a temporary file, because the state of a large model does not fit into memory beside the model. */
    private static Stored copied(InputStream in) throws IOException {
        Path file = Files.createTempFile("mixlab-training-state", ".safetensors");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return opened(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Stored opened(Path file) {
        SafetensorsFile stored = SafetensorsFile.open(file);
        try {
            return new Stored(read(stored), stored);
        } catch (RuntimeException refused) {
            stored.close();
            throw refused;
        }
    }

    private static TensorSource of(SafetensorsFile file, List<TensorInfo> infos) {
        return new TensorSource() {
            @Override
            public List<TensorInfo> tensors() {
                return List.copyOf(infos);
            }

            @Override
            public Tensor read(String name) {
                return file.read(name);
            }
        };
    }

    private static TrainingState read(SafetensorsFile stored) {
        List<TensorInfo> weights = new ArrayList<>();
        List<TensorInfo> moments = new ArrayList<>();
        stored.tensors().forEach((name, info) -> {
            boolean moment = name.startsWith(MEAN) || name.startsWith(VARIANCE);
            (moment ? moments : weights).add(info);
        });
        Map<String, String> texts = stored.metadata();
        try {
            return new TrainingState(
                    Integer.parseInt(texts.getOrDefault("epoch", "")),
                    Integer.parseInt(texts.getOrDefault("step", "")),
                    Long.parseLong(texts.getOrDefault("seed", "")),
                    of(stored, weights),
                    of(stored, moments));
        } catch (NumberFormatException missing) {
            throw new InvalidInputException(
                    "a stored training state lacks epoch, step or seed: it has " + texts, missing);
        }
    }
}
