package dev.mixlab.app.command;

import static dev.mixlab.common.StrictMapper.JSON;

import dev.mixlab.app.server.Application;
import dev.mixlab.app.server.BuiltInModels;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the whole pipeline without a browser: it scores a built-in model on the sample data, fine-tunes it and scores it
 * again.
 */
@Command(
        name = "demo",
        description = "Score a built-in model on the sample data, fine-tune it, score it again, and print the results.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final long LOOK_EVERY = 200;

    @Mixin
    private DataFolder dataFolder = new DataFolder();

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = "tiny-bert",
            description = "Id of the model (${DEFAULT-VALUE}).")
    private String model = "";

    @Option(names = "--examples", paramLabel = "N", description = "Maximum number of examples per split.")
    private @Nullable Integer examples;

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs; the default depends on the model.")
    private @Nullable Integer epochs;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!BuiltInModels.ids().contains(model)) {
            throw new InvalidInputException(
                    "--model %s: the built-in models are %s".formatted(model, BuiltInModels.ids()));
        }
        try (Application application = dataFolder.open()) {
            application.start();
            RunId id = application.queue().launch(pipeline(application)).id();
            Run run = follow(application, id);
            DemoReport report = DemoReport.of(run, dataFolder.path());
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) : report.text());
            out.flush();
            return run.state() == RunState.SUCCEEDED ? 0 : 1;
        }
    }

    private PipelineSpec pipeline(Application application) {
        SuggestedSettings suggested = application.stores().models().get(model).suggested();
        FineTuningSettings settings =
                epochs == null ? suggested.fineTuning() : suggested.fineTuning().withEpochs(epochs);
        return new PipelineSpec("demo of " + model, model, SampleData.ID, examples, settings, suggested.methods());
    }

    /** Waits for the end of the run and copies its log to standard error. */
    private Run follow(Application application, RunId id) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        long seen = 0;
        while (true) {
            Run run = application.stores().runs().get(id);
            for (LogLine line : application.stores().runs().log(id, seen)) {
                err.println(line.text());
                seen = line.number();
            }
            err.flush();
            if (run.state().isFinal()) {
                return run;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
