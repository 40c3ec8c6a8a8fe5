package dev.mixlab.app.command;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.sample.RunningText;
import dev.mixlab.text.learn.ByteLevelBpeLearner;
import dev.mixlab.text.learn.WordPieceLearner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns a tokenizer from the running text of this project's grammar. */
@Command(
        name = "learn",
        description = "Learn a tokenizer.json from generated text. The same options give the same bytes.",
        mixinStandardHelpOptions = true)
final class TokenizerLearnCommand implements Runnable {

    /** How words are cut; the constants are the words of the command line. */
    enum Kind {
        wordpiece,
        bpe
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--kind", required = true, description = "Kind of tokenizer: ${COMPLETION-CANDIDATES}.")
    private Kind kind = Kind.wordpiece;

    @Option(names = "--vocabulary", defaultValue = "4000", description = "Maximum size of the vocabulary (${DEFAULT-VALUE}).")
    private int vocabulary;

    @Option(names = "--sentences", defaultValue = "200000", description = "Number of sentences to read (${DEFAULT-VALUE}).")
    private long sentences;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the generated text (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The tokenizer.json to write.")
    private Path out = Path.of("");

    @Override
    public void run() {
        if (sentences < 1) {
            throw new InvalidInputException("--sentences %d: at least 1 is needed".formatted(sentences));
        }
        Stream<String> text = RunningText.sentences(seed).limit(sentences);
        List<String> whole = RunningText.agreeingWords();
        byte[] file = switch (kind) {
            case wordpiece -> WordPieceLearner.learn(text, vocabulary, whole);
            case bpe -> ByteLevelBpeLearner.learn(text, vocabulary, whole);
        };
        try {
            Files.write(out, file);
        } catch (IOException e) {
            throw new InvalidInputException("%s: cannot be written: %s".formatted(out, e.getMessage()), e);
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("%s: %s, %d bytes".formatted(out, kind, file.length));
        printer.flush();
    }
}
