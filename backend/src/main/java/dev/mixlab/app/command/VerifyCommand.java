package dev.mixlab.app.command;

import static dev.mixlab.common.StrictMapper.JSON;

import dev.mixlab.app.command.option.DeviceOption;
import dev.mixlab.app.command.option.MemoryOption;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.verify.Checks;
import dev.mixlab.verify.Finding;
import dev.mixlab.verify.Finding.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the program's results with reference numbers; the exit status is 0 only if all are within tolerance. */
@Command(
        name = "verify",
        description = "Compare this program's results with the reference numbers in a folder.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with the reference numbers of one model, or with such folders below it.")
    private Path folder = Path.of(".");

    @Option(
            names = "--precision",
            defaultValue = "float32",
            description = "Precision: float32, as in runs, or float64.")
    private String precision = "float32";

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        device.apply();
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new ArrayList<>();
        Checks.run(folder, precision(), memory.budget(), finding -> {
            findings.add(finding);
            if (!json) {
                out.println(line(finding));
                out.flush();
            }
        });
        long compared = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.OK)
                .count();
        long failed = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.FAIL)
                .count();
        if (json) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d within tolerance, %d failed, %d not implemented%n",
                    compared,
                    failed,
                    findings.size() - compared - failed);
        }
        out.flush();
        return compared > 0 && failed == 0 ? 0 : 1;
    }

    private Precision precision() {
        try {
            return Precision.valueOf(precision.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException(
                    "--precision %s: only float32 and float64 are known".formatted(precision), unknown);
        }
    }

    private static String line(Finding finding) {
        String start = "%-28s %-34s ".formatted(finding.model(), finding.tensor());
        if (finding.verdict() == Verdict.NOT_IMPLEMENTED) {
            return start + "not implemented";
        }
        if (finding.compared() == 0) {
            return start + "FAIL " + finding.note();
        }
        return start
                + String.format(
                        Locale.ROOT,
                        "difference %.1e  maximum %.1e  tolerance %.1e  %s (%d compared, worst: %s)",
                        finding.difference(),
                        finding.maximum(),
                        finding.tolerance(),
                        finding.verdict().text(),
                        finding.compared(),
                        finding.note());
    }
}
