package dev.mixlab.bench.methods;

import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * The profile of a scoring pass, from samples of the stack that Java's flight recorder takes every 10 ms, in native calls too.
 *
 * @param geometry the model
 * @param secondsPerSentence processor time of the calling thread
 * @param samples number of samples
 * @param parts shares of the samples by the class of this program on the stack
 * @param operations shares of the samples by native operation of the engine; the rest was spent in Java
 */
public record MethodsProfile(
        Geometry geometry, double secondsPerSentence, int samples, List<Share> parts, List<Share> operations) {

    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final int LARGEST = 20;
    private static final String ENGINE = "ScoreEngine";
    private static final String HOUSE = "dev.mixlab.";
    private static final String NATIVE = "ai.djl.pytorch.jni.PyTorchLibrary";

    /**
     * A share of all samples.
     *
     * @param name name of the class or operation
     * @param share from 0 to 1
     */
    public record Share(String name, double share) {}

    static MethodsProfile of(Geometry geometry, int sentences, Runnable work) {
        try {
            Path file = Files.createTempFile("mixlab-profile", ".jfr");
            try {
                double seconds = recorded(work, file);
                return summary(geometry, seconds / sentences, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static double recorded(Runnable work, Path file) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
            recording.enable("jdk.NativeMethodSample").withPeriod(PERIOD);
            recording.start();
            double seconds = Stopwatch.PROCESSOR.seconds(work);
            recording.stop();
            recording.dump(file);
            return seconds;
        }
    }

    private static MethodsProfile summary(Geometry geometry, double seconds, Path file) throws IOException {
        Map<String, Integer> parts = new HashMap<>();
        Map<String, Integer> operations = new HashMap<>();
        int samples = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            List<RecordedFrame> frames = event.getStackTrace() == null
                    ? List.of()
                    : event.getStackTrace().getFrames();
            if (frames.stream().noneMatch(frame -> type(frame).endsWith(ENGINE))) {
                continue;
            }
            samples++;
            RecordedFrame top = frames.get(0);
            if (type(top).equals(NATIVE)) {
                operations.merge(top.getMethod().getName(), 1, Integer::sum);
            }
            frames.stream()
                    .map(MethodsProfile::type)
                    .filter(type -> type.startsWith(HOUSE) && !type.endsWith(".Scratch"))
                    .findFirst()
                    .ifPresent(type -> parts.merge(type.substring(type.lastIndexOf('.') + 1), 1, Integer::sum));
        }
        return new MethodsProfile(geometry, seconds, samples, shares(parts, samples), shares(operations, samples));
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    private static List<Share> shares(Map<String, Integer> counts, int samples) {
        List<Share> shares = new ArrayList<>();
        counts.forEach((name, count) -> shares.add(new Share(name, (double) count / samples)));
        shares.sort(Comparator.comparingDouble(Share::share).reversed());
        return List.copyOf(shares.subList(0, Math.min(LARGEST, shares.size())));
    }
}
