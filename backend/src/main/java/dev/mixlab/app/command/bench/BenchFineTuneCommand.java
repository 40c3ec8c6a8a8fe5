package dev.mixlab.app.command.bench;

import dev.mixlab.bench.finetune.FineTuningBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures steps of fine-tuning with batches of 64. */
@Command(
        name = "finetune",
        description = "Time fine-tuning steps with batches of 64, on a model of BERT's base size with random weights.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BenchFineTuneCommand implements Runnable {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        options.print(
                new FineTuningBench(options.settings()).run(),
                spec.commandLine().getOut());
    }
}
