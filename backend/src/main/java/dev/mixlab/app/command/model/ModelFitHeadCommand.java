package dev.mixlab.app.command.model;

import dev.mixlab.app.command.option.DeviceOption;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.training.pretraining.HeadFitter;
import dev.mixlab.training.pretraining.HeadFittingListener;
import dev.mixlab.training.pretraining.HeadFittingPoint;
import dev.mixlab.training.pretraining.HeadFittingSettings;
import dev.mixlab.training.pretraining.HeadFittingText;
import dev.mixlab.training.pretraining.TextLines;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits a masked-LM head to the frozen encoder of a model without one, and writes the whole model as a folder. */
@Command(
        name = "fit-head",
        description = {
            "Fit a masked-LM head to a model without one, such as a classifier or a sentence encoder, by masked language",
            "modelling on sentences. The encoder stays as it is. Writes a complete Hugging Face folder with a SOURCE.md."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ModelFitHeadCommand implements Callable<Integer> {

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "Folder with config.json, the weights and the tokenizer.")
    private Path folder = Path.of("");

    @Option(names = "--text", required = true, description = "UTF-8 file with one sentence on each line.")
    private Path text = Path.of("");

    @Option(names = "--output", required = true, description = "Folder to write to; it must be empty or not there.")
    private Path output = Path.of("");

    @Option(
            names = "--steps",
            defaultValue = "" + HeadFittingSettings.STEPS,
            description = "Number of optimiser steps.")
    private int steps;

    @Option(
            names = "--tokens",
            defaultValue = "" + HeadFittingSettings.TOKENS_PER_BATCH,
            description = "Number of tokens per batch.")
    private int tokens;

    @Option(
            names = "--learning-rate",
            defaultValue = "" + HeadFittingSettings.LEARNING_RATE,
            description = "Peak of the learning rate.")
    private double learningRate;

    @Option(
            names = "--held-out",
            defaultValue = "" + HeadFittingSettings.HELD_OUT,
            description = "Share of the sentences that are held out.")
    private double heldOut;

    @Option(names = "--report-every", defaultValue = "100", description = "Number of steps between reports.")
    private int reportEvery;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the head, of what is held out, of batches and masks.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        device.apply();
        HeadFittingSettings settings = new HeadFittingSettings(
                HeadFittingSettings.training(steps, tokens, learningRate, seed), reportEvery, heldOut);
        requireEmpty(output);
        List<String> sentences = sentences(text);
        ModelFolder source = ModelFolder.open(folder);
        HeadFitter fitter = new HeadFitter(source, settings);
        HeadFittingText divided = fitter.divide(sentences);
        HeadFitter.Fitted fitted = fitter.fit(divided, new Report(), () -> false, null);
        HuggingFaceFolder.write(output, fitted.model());
        Files.writeString(
                output.resolve("SOURCE.md"), new HeadNote(source.sha256(), text, divided, settings).of(fitted.curve()));
        spec.commandLine().getOut().println(output + " holds the model with its head");
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Prints each point of the curve. */
    private final class Report implements HeadFittingListener {

        @Override
        public void point(HeadFittingPoint point) {
            PrintWriter log = spec.commandLine().getErr();
            String loss = point.step() == 0 ? "" : String.format(Locale.ROOT, "  loss %.3f", point.trainLoss());
            log.println(String.format(
                    Locale.ROOT,
                    "step %d of %d%s  held-out loss %.3f  held-out accuracy %.4f",
                    point.step(),
                    steps,
                    loss,
                    point.heldOutLoss(),
                    point.heldOutAccuracy()));
            log.flush();
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("--output %s: there is a file of that name".formatted(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new InvalidInputException("--output %s: the folder is not empty".formatted(folder));
            }
        }
    }

    private static List<String> sentences(Path file) {
        try {
            return TextLines.of(Files.readAllBytes(file), "--text %s: the file".formatted(file));
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "--text %s: the file cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }
}
