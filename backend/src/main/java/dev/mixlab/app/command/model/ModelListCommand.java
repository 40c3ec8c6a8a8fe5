package dev.mixlab.app.command.model;

import dev.mixlab.app.command.DataFolder;
import dev.mixlab.app.server.Application;
import dev.mixlab.run.catalogue.ModelEntry;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints one line for each model of the catalogue. */
@Command(
        name = "list",
        description = "List the models of the data folder. No server may use the data folder.",
        mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {

    private static final String LINE = "%-34s %-12s %13s %13s %-9s %s";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataFolder dataFolder = new DataFolder();

    @Override
    public Integer call() {
        try (Application application = dataFolder.open()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(LINE.formatted("id", "family", "parameters", "bytes", "origin", "name"));
            application.stores().models().list().forEach(model -> out.println(line(model)));
            out.flush();
            return 0;
        }
    }

    private static String line(ModelEntry model) {
        return LINE.formatted(
                model.id(),
                model.family(),
                model.size().parameters(),
                model.about().bytes(),
                model.about().origin().kind().name().toLowerCase(Locale.ROOT),
                model.name());
    }
}
