package dev.mixlab.training.pretraining;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The state of an interrupted pre-training, stored in one safetensors file: weights, moments, and the learning curve so far.
 *
 * @param training weights, moments and step
 * @param curve learning curve so far
 */
public record PretrainingState(TrainingState training, List<CurvePoint> curve) {

    private static final String MEAN = "m.";
    private static final String VARIANCE = "v.";

    public PretrainingState {
        curve = List.copyOf(curve);
    }

    /** Writes the file atomically. */
    public void write(Path file) {
        TensorSource tensors = training.weights().and(training.moments());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                SafetensorsWriter.write(
                        out,
                        tensors.tensors(),
                        tensors::read,
                        Map.of(
                                "step", Integer.toString(training.step()),
                                "seed", Long.toString(training.seed()),
                                "curve", JSON.writeValueAsString(curve)));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }

    /** Reads a file that {@link #write} wrote. */
    public static PretrainingState read(Path file) {
        List<Tensor> weights = new ArrayList<>();
        List<Tensor> moments = new ArrayList<>();
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            for (String name : stored.tensors().keySet()) {
                boolean moment = name.startsWith(MEAN) || name.startsWith(VARIANCE);
                (moment ? moments : weights).add(stored.read(name));
            }
            Map<String, String> metadata = stored.metadata();
            int step = Integer.parseInt(metadata.getOrDefault("step", ""));
            long seed = Long.parseLong(metadata.getOrDefault("seed", ""));
            List<CurvePoint> curve = List.of(JSON.readValue(metadata.getOrDefault("curve", ""), CurvePoint[].class));
            return new PretrainingState(
                    new TrainingState(0, step, seed, TensorSource.of(weights), TensorSource.of(moments)), curve);
        } catch (NumberFormatException | JsonProcessingException broken) {
            throw new InvalidInputException("%s: not the state of a pre-training".formatted(file), broken);
        }
    }
}
