package dev.mixlab.app.command.bench;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.app.command.option.DeviceOption;
import dev.mixlab.bench.BenchSettings;
import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.Stopwatch;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all benchmarks share, and the way they print their results. */
final class BenchOptions {

    @Option(
            names = "--repeat",
            defaultValue = "5",
            description = "Number of repetitions after one warm-up round (${DEFAULT-VALUE}).")
    private int repetitions;

    @Option(names = "--quick", description = "Use a tiny model to try the command; its times are meaningless.")
    private boolean quick;

    @Option(names = "--small", description = "Use the size of the built-in models in place of BERT's base size.")
    private boolean small;

    @Option(
            names = "--processor-time",
            description =
                    "One thread, and its processor time, not the clock's: for a machine that does other work too.")
    private boolean processorTime;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the weights and token ids (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Mixin
    private DeviceOption device = new DeviceOption();

    /** Returns the settings of a benchmark, and chooses its device. */
    BenchSettings settings() {
        device.apply();
        return new BenchSettings(
                quick ? Geometry.TINY : small ? Geometry.BUILT_IN : Geometry.BERT_BASE,
                repetitions,
                processorTime ? Stopwatch.PROCESSOR : Stopwatch.CLOCK,
                seed);
    }

    void print(Record report, PrintWriter out) {
        ObjectNode tree = JSON.valueToTree(report);
        out.println(json ? tree.toPrettyString() : table(tree));
        out.flush();
    }

    private static String table(ObjectNode report) {
        StringBuilder text = new StringBuilder();
        report.properties().forEach(line -> text.append("%-44s %s%n".formatted(line.getKey(), text(line.getValue()))));
        return text.toString().stripTrailing();
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
