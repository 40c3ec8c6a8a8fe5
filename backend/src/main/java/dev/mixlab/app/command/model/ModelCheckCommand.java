package dev.mixlab.app.command.model;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a model folder and prints what it holds, or why it is rejected. */
@Command(
        name = "check",
        description =
                "Load a Hugging Face folder and print what it holds, whether it has a masked-LM head, and what is not read. "
                        + "The exit status is 2 if the folder is rejected.",
        mixinStandardHelpOptions = true)
final class ModelCheckCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FOLDER",
            description = "Folder with config.json, the weights and, if there is one, the tokenizer.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print the result as one JSON document.")
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
