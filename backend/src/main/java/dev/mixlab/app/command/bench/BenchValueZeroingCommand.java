package dev.mixlab.app.command.bench;

import dev.mixlab.app.command.option.MemoryOption;
import dev.mixlab.bench.valuezeroing.ValueZeroingBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Value Zeroing maps of sentences of 14 tokens. */
@Command(
        name = "value-zeroing",
        description =
                "Time Value Zeroing on sentences of 14 tokens, with a model of BERT's base size and random weights.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BenchValueZeroingCommand implements Runnable {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Option(
            names = "--sentences",
            defaultValue = "128",
            description =
                    "Number of sentences scored together; a run stores the same number at a time (${DEFAULT-VALUE}).")
    private int sentences;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        options.print(
                new ValueZeroingBench(options.settings(), sentences, memory.budget()).run(),
                spec.commandLine().getOut());
    }
}
