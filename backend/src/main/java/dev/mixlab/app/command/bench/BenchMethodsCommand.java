package dev.mixlab.app.command.bench;

import dev.mixlab.app.command.option.MemoryOption;
import dev.mixlab.bench.methods.MethodsBench;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures every scoring method on sentences of 14 tokens. */
@Command(
        name = "methods",
        description =
                "Time every scoring method on sentences of 14 tokens, with a model of BERT's base size and random weights.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BenchMethodsCommand implements Runnable {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Option(
            names = "--sentences",
            defaultValue = "32",
            description = "Number of sentences scored together (${DEFAULT-VALUE}).")
    private int sentences;

    @Option(
            names = "--heavy",
            description = "Also time the expensive methods, which take minutes per sentence for a model of that size.")
    private boolean heavy;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Approximate total time; slow methods are timed on fewer sentences.")
    private int seconds;

    @Option(
            names = "--profile",
            description =
                    "Print how the time of all standard methods together is spent, in place of the time of each method.")
    private boolean profile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        ScoreOptions scoring = ScoreOptions.standard().withBudget(memory.budget());
        List<ScoringMethod> methods = ScoringMethods.of(heavy ? ScoringMethods.ids() : ScoringMethods.standardIds());
        MethodsBench bench = new MethodsBench(options.settings(), sentences, scoring, methods, seconds);
        options.print(
                profile ? bench.profile() : bench.run(), spec.commandLine().getOut());
    }
}
