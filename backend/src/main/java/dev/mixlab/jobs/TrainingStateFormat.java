package dev.mixlab.jobs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
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
        List<Tensor> tensors = new ArrayList<>(state.weights());
        tensors.addAll(state.moments());
        SafetensorsWriter.write(
                target,
                tensors,
                Map.of(
                        "epoch", Integer.toString(state.epoch()),
                        "step", Integer.toString(state.step()),
                        "seed", Long.toString(state.seed())));
    }

    /**
     * Reads a state, including one that version 0.1.0 wrote.
     *
     * @throws dev.mixlab.common.WeightFileException if the bytes are in neither format
     * @throws InvalidInputException if they are a safetensors file without epoch, step or seed
     */
    static TrainingState read(InputStream source) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, BUFFER);
        in.mark(Integer.BYTES);
        byte[] start = in.readNBytes(Integer.BYTES);
        in.reset();
        return FirstTrainingStateFormat.begins(start) ? FirstTrainingStateFormat.read(in) : readSafetensors(in);
    }

    /** Reads a stored state, as {@link #read(InputStream)} does. */
    static TrainingState read(Saved saved) {
        try (InputStream bytes = saved.bytes()) {
            return read(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state after epoch " + saved.epoch() + " cannot be read", failure);
        }
    }

    /** Reads through a temporary file, because the state of a large model is longer than an array can be. */
    private static TrainingState readSafetensors(InputStream in) throws IOException {
        Path file = Files.createTempFile("mixlab-training-state", ".safetensors");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            try (SafetensorsFile stored = SafetensorsFile.open(file)) {
                return read(stored);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static TrainingState read(SafetensorsFile stored) {
        List<Tensor> weights = new ArrayList<>();
        List<Tensor> moments = new ArrayList<>();
        for (String name : stored.tensors().keySet()) {
            boolean moment = name.startsWith(MEAN) || name.startsWith(VARIANCE);
            (moment ? moments : weights).add(stored.read(name));
        }
        Map<String, String> texts = stored.metadata();
        try {
            return new TrainingState(
                    Integer.parseInt(texts.getOrDefault("epoch", "")),
                    Integer.parseInt(texts.getOrDefault("step", "")),
                    Long.parseLong(texts.getOrDefault("seed", "")),
                    weights,
                    moments);
        } catch (NumberFormatException missing) {
            throw new InvalidInputException(
                    "a stored training state lacks epoch, step or seed: it has " + texts, missing);
        }
    }
}
