package dev.mixlab.app.command;

import dev.mixlab.app.server.RunningServerFile;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.store.Database;
import dev.mixlab.store.backup.BackupReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a backup of a data folder, which may be in use by a running server. */
@Command(
        name = "backup",
        description = "Write all that a data folder holds into one file, while the server runs or not, and check it.",
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Runnable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int LONGEST_PROBLEM = 10_000;
    private static final int OK = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The backup, a zip; it must not be there yet.")
    private Path file = Path.of("");

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-data",
            description = "The data folder (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Override
    public void run() {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new InvalidInputException(
                    "%s is there already: name another file, since nothing is overwritten".formatted(target));
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            write(part);
            long bytes = new BackupReader(part).verify();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            spec.commandLine()
                    .getOut()
                    .println("%s has the data folder %s: %s bytes, whose SHA-256 were compared"
                            .formatted(target, folder.toAbsolutePath().normalize(), bytes));
            spec.commandLine().getOut().flush();
        } catch (IOException failure) {
            throw new InvalidInputException("%s cannot be written: %s".formatted(target, failure), failure);
        } finally {
            part.toFile().delete();
        }
    }

    /** Opens the database, or has the server do so that has it open. */
    private void write(Path part) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            Database.backUp(folder, out);
        } catch (ConflictException open) {
            RunningServerFile server = RunningServerFile.read(folder).orElseThrow(() -> open);
            download(server, part);
        }
    }

    private void download(RunningServerFile server, Path part) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/backup"))
                .header("Mixlab-Folder-Key", server.key())
                .build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    String problem = new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
                    throw new InvalidInputException(
                            "the server at %s refuses the backup: %s".formatted(server.address(), problem));
                }
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("the backup was interrupted", stopped);
        } catch (IOException failure) {
            throw new InvalidInputException(
                    "the server at %s, which has the data folder open, did not send the whole backup: %s"
                            .formatted(server.address(), failure),
                    failure);
        }
    }
}
