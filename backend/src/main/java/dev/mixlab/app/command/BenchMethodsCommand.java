package dev.mixlab.app.command;

import dev.mixlab.app.bench.MethodsBench;
import dev.mixlab.mixing.ScoreOptions;
import dev.mixlab.mixing.ScoringMethods;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures every scoring method on sentences of 14 tokens. */
@Command(
        name = "methods",
        description = "Time every scoring method on sentences of 14 tokens, model of BERT's base size, random weights.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BenchMethodsCommand implements Runnable {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Option(names = "--sentences", defaultValue = "32", description = "Sentences that are scored at a time.")
    private int sentences;

    @Option(
            names = "--heavy",
            description = "Measure the heavy methods too, which take minutes for one sentence of a model of that size.")
    private boolean heavy;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        ScoreOptions scoring = ScoreOptions.standard().withBudget(memory.budget());
        List<String> ids = heavy ? ScoringMethods.ids() : ScoringMethods.standardIds();
        options.print(
                new MethodsBench(options.settings(), sentences, scoring, ScoringMethods.of(ids)).run(),
                spec.commandLine().getOut());
    }
}
