package dev.mixlab.mixing;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.ClasspathModel;
import dev.mixlab.weights.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores half of the sample test half and then the whole of it twice with a built-in model, and prints how many sentences
 * the whole is and the resident size of the process after each pass, in KiB. A process of its own, with a heap that never changes its size, so that what grows is
 * native memory.
 */
public final class ScoreTwice {

    private ScoreTwice() {}

    public static void main(String[] methods) throws IOException {
        ModelSource source = ClasspathModel.open("tiny-bert");
        List<EncodedExample> examples = examples(source);
        try (MaskedLanguageModel model = MaskedLanguageModel.load(source, Precision.FLOAT32);
                ScoreEngine engine =
                        new ScoreEngine(model, ScoringMethods.of(List.of(methods)), ScoreOptions.standard())) {
            long first = pass(engine, examples.subList(0, examples.size() / 2));
            model.manager().cap();
            engine.manager().cap();
            long second = pass(engine, examples);
            long third = pass(engine, examples);
            System.out.printf("%d %d %d %d%n", examples.size(), first, second, third);
        }
    }

    private static List<EncodedExample> examples(ModelSource source) {
        List<EncodedExample> encoded = new ArrayList<>();
        try (ExampleEncoder encoder = ExampleEncoder.of(source.tokenizer())) {
            for (AgreementExample example : SampleData.create().test()) {
                Encoding encoding = encoder.encode(
                        example.id(), example.sentence(), example.target(), example.cues(), example.bad());
                encoded.add(((Encoding.Encoded) encoding).example());
            }
        }
        return encoded;
    }

    private static long pass(ScoreEngine engine, List<EncodedExample> examples) throws IOException {
        int[] scored = new int[1];
        engine.score(examples, example -> scored[0]++, () -> false);
        if (scored[0] != examples.size()) {
            throw new IllegalStateException("%s of %s scored".formatted(scored[0], examples.size()));
        }
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
