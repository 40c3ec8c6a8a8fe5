package dev.mixlab.app.command.data;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.SampleData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the sample data set and counts its examples. */
@Command(
        name = "sample",
        description = "Create the built-in sample data set and count its examples per split, paradigm and label.",
        mixinStandardHelpOptions = true)
final class DataSampleCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write the examples with their cues to, one JSON object per line.")
    private @Nullable Path out;

    @Override
    public void run() {
        AgreementData data = SampleData.create();
        if (out != null) {
            ExampleLines.write(out, data);
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(json ? report(data).toPrettyString() : table(data));
        printer.flush();
    }

    private static ObjectNode report(AgreementData data) {
        ObjectNode report = JSON.createObjectNode()
                .put("id", data.id())
                .put("train", data.train().size())
                .put("test", data.test().size());
        ObjectNode paradigms = report.putObject("paradigms");
        for (Paradigm paradigm : Paradigm.values()) {
            ObjectNode halves = paradigms.putObject(paradigm.id());
            halves(data).forEach((half, examples) -> {
                ObjectNode labels = halves.putObject(half);
                for (GrammaticalNumber label : GrammaticalNumber.values()) {
                    labels.put(label.label(), count(examples, paradigm, label));
                }
            });
        }
        return report.put("examplesSha256", data.examplesSha256()).put("splitSha256", data.sha256());
    }

    private static String table(AgreementData data) {
        StringBuilder text = new StringBuilder("paradigm  half   singular  plural%n".formatted());
        for (Paradigm paradigm : Paradigm.values()) {
            halves(data)
                    .forEach((half, examples) -> text.append(String.format(
                            Locale.ROOT,
                            "%-9s %-6s %8d %7d%n",
                            paradigm.id(),
                            half,
                            count(examples, paradigm, GrammaticalNumber.SINGULAR),
                            count(examples, paradigm, GrammaticalNumber.PLURAL))));
        }
        return text.append("split %s".formatted(data.sha256())).toString();
    }

    private static Map<String, List<AgreementExample>> halves(AgreementData data) {
        return new TreeMap<>(Map.of("train", data.train(), "test", data.test())).descendingMap();
    }

    private static long count(List<AgreementExample> examples, Paradigm paradigm, GrammaticalNumber label) {
        return examples.stream()
                .filter(example -> example.isOf(paradigm) && label.label().equals(example.label()))
                .count();
    }
}
