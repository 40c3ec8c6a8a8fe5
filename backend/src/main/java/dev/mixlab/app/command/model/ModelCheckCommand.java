package dev.mixlab.app.command.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a model folder and says what is in it, or why it is refused. */
@Command(
        name = "check",
        description = "Load a Hugging Face folder and print what is in it; exit status 2 when it is refused.",
        mixinStandardHelpOptions = true)
final class ModelCheckCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "config.json, weights, and tokenizer.json if there is one.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        ObjectNode report = JSON.valueToTree(new ModelInspection(folder).report());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? report.toPrettyString() : table(report));
        out.flush();
    }

    private static String table(ObjectNode report) {
        StringBuilder text = new StringBuilder();
        report.properties().forEach(line -> {
            boolean nested = line.getValue().isContainerNode();
            text.append("%-16s %s%n"
                    .formatted(
                            line.getKey(),
                            nested
                                    ? line.getValue().toString()
                                    : line.getValue().asText()));
        });
        return text.toString().stripTrailing();
    }
}
