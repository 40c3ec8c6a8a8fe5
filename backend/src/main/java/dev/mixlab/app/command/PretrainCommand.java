package dev.mixlab.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.training.Accuracy;
import dev.mixlab.training.TrainingState;
import dev.mixlab.training.pretraining.PretrainedModel;
import dev.mixlab.training.pretraining.Pretraining;
import dev.mixlab.training.pretraining.PretrainingSettings;
import dev.mixlab.training.pretraining.PretrainingState;
import dev.mixlab.training.pretraining.PretrainingText;
import dev.mixlab.training.pretraining.SmallModel;
import dev.mixlab.weights.HuggingFaceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pre-trains a small model on the running text of the sample grammar and writes it as a Hugging Face folder. */
@Command(
        name = "pretrain",
        description = "Pre-train a small model by masked language modelling on text of this program's own grammar.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PretrainCommand implements Callable<Integer> {

    private static final String STATE = "pretraining-state.safetensors";
    private static final double WARM_UP = 0.06;
    private static final double WEIGHT_DECAY = 0.01;

    @Option(names = "--family", required = true, description = "bert, roberta or electra.")
    private String family = "";

    @Option(names = "--out", required = true, description = "Folder to write; the state for --resume is kept there.")
    private Path out = Path.of("");

    @Option(names = "--steps", defaultValue = "3000", description = "Updates.")
    private int steps;

    @Option(names = "--tokens", defaultValue = "2048", description = "Tokens per batch.")
    private int tokens;

    @Option(names = "--learning-rate", defaultValue = "1e-3", description = "Peak of the learning rate.")
    private double learningRate;

    @Option(names = "--sentences", defaultValue = "200000", description = "Sentences of running text.")
    private int sentences;

    @Option(names = "--vocabulary", defaultValue = "4000", description = "Entries of the learnt vocabulary.")
    private int vocabulary;

    @Option(names = "--seed", defaultValue = "1", description = "Decides text, first weights, batches and masks.")
    private long seed;

    @Option(names = "--report-every", defaultValue = "250", description = "Steps between two reports and saved states.")
    private int reportEvery;

    @Option(names = "--minutes", description = "Stop after so many minutes, at a report, with a state to resume from.")
    private @Nullable Double minutes;

    @Option(names = "--resume", description = "Go on from the state in the folder.")
    private boolean resume;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PretrainingSettings settings =
                new PretrainingSettings(steps, tokens, learningRate, WARM_UP, WEIGHT_DECAY, seed);
        SmallModel small = SmallModel.of(family);
        PretrainingText text = new PretrainingText(seed, sentences);
        AgreementData data = SampleData.create();
        Files.createDirectories(out);
        byte[] tokenizer = small.learnTokenizer(text.stream(), vocabulary, PretrainingText.wholeWords(data));
        ObjectNode config = small.config(tokenizer);
        EncoderConfig sizes = EncoderFamilies.of(config).config(config).withDropout(0, 0);
        try (ExampleEncoder encoder = ExampleEncoder.of(tokenizer);
                MaskedLanguageModel model = MaskedLanguageModel.random(sizes, seed, Precision.FLOAT32)) {
            PretrainingProgress progress = progress(model, PretrainingText.encoded(data.test(), encoder));
            Pretraining training =
                    new Pretraining(model, text.corpus(encoder, sizes.maxTokens()), encoder.maskId(), settings);
            if (training.run(progress, start(progress)) == steps) {
                PretrainedModel trained = new PretrainedModel(config, tokenizer, model.export());
                HuggingFaceFolder.write(out, trained);
                Files.writeString(out.resolve("SOURCE.md"), note(text, tokenizer, progress));
            }
        }
        return 0;
    }

    private PretrainingProgress progress(MaskedLanguageModel model, List<EncodedExample> test) {
        return new PretrainingProgress(
                spec.commandLine().getErr(),
                () -> Accuracy.of(model, test, () -> false).share(),
                out.resolve(STATE),
                reportEvery,
                steps);
    }

    private @Nullable TrainingState start(PretrainingProgress progress) {
        if (minutes != null) {
            progress.limit(minutes);
        }
        progress.begin();
        if (!resume) {
            return null;
        }
        PretrainingState before = PretrainingState.read(out.resolve(STATE));
        progress.goOn(before);
        return before.training();
    }

    private String note(PretrainingText text, byte[] tokenizer, PretrainingProgress progress) {
        String command = "java -jar target/mixlab.jar pretrain --family %s --out %s --steps %d --tokens %d"
                        .formatted(family, out, steps, tokens)
                + " --learning-rate %s --sentences %d --vocabulary %d --seed %d --report-every %d"
                        .formatted(learningRate, sentences, vocabulary, seed, reportEvery);
        return PretrainingNote.of(
                command, Map.of("text", text.sha256(), "tokenizer", sha256(tokenizer)), steps, progress.curve());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
