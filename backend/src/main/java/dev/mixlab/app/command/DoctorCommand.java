package dev.mixlab.app.command;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.folder.FolderReport;
import dev.mixlab.run.folder.FolderReport.Part;
import dev.mixlab.run.folder.FolderReport.Unused;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.check.FolderCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what a data folder holds, what of it nobody needs, and whether it is whole. */
@Command(
        name = "doctor",
        description =
                "Tell what a data folder holds and what of it nobody needs, and compare all of it with its checksums,"
                        + " while the server runs or not. The exit status is 1 where something is damaged.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private static final int DAMAGED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-data",
            description = "The data folder (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Option(names = "--fix", description = "Remove what nobody needs. What is damaged stays as it is.")
    private boolean fix;

    @Override
    public Integer call() {
        FolderReport report;
        try (Database database = Database.openUnchanged(folder)) {
            Clock clock = Clock.systemUTC();
            report = new FolderCheck(database, folder, new BlobRepository(database, clock), clock).inspect(fix);
        } catch (ConflictException open) {
            report = ask(FolderServer.of(folder, open));
        }
        print(report, spec.commandLine().getOut());
        return report.damages().isEmpty() ? 0 : DAMAGED;
    }

    private FolderReport ask(FolderServer server) {
        String answer = server.send("POST", "/folder/inspection", "{\"remove\":%s}".formatted(fix));
        try {
            return JSON.readValue(answer, FolderReport.class);
        } catch (JsonProcessingException otherVersion) {
            throw new InvalidInputException(
                    "the server at %s answers what this version does not understand".formatted(server.address()),
                    otherVersion);
        }
    }

    private void print(FolderReport report, PrintWriter out) {
        out.println("The data folder %s holds".formatted(folder.toAbsolutePath().normalize()));
        for (Part part : report.parts()) {
            out.println("  %8s  %10s  %s".formatted(part.items(), size(part.bytes()), part.name()));
        }
        long free = report.unused().stream().mapToLong(Unused::bytes).sum();
        out.println(
                report.unused().isEmpty()
                        ? "Nothing in it is unused."
                        : "%s of it %s unused%s:"
                                .formatted(
                                        size(free),
                                        report.removed() ? "was" : "is",
                                        report.removed() ? " and is removed" : "; --fix removes it"));
        report.unused().forEach(unused -> out.println("  %s (%s)".formatted(unused.name(), size(unused.bytes()))));
        out.println(
                report.damages().isEmpty()
                        ? "All contents agree with their checksums, and nothing is missing."
                        : "%s damaged or missing; restore them from a backup, or delete and make them again:"
                                .formatted(
                                        report.damages().size() == 1
                                                ? "One is"
                                                : report.damages().size() + " are"));
        report.damages().forEach(damage -> out.println("  " + damage));
        out.flush();
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
