package dev.mixlab.app.command.option;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.weights.hub.HubAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say from where models are imported. */
public final class ImportOptions {

    private static final int LONGEST_TOKEN = 10_000;

    @Option(
            names = "--model-root",
            paramLabel = "DIR",
            description = "Folder below which folders with models may be imported over the network; may be repeated.")
    private List<Path> roots = List.of();

    @Option(
            names = "--hub-url",
            paramLabel = "URL",
            description = "Address of the hub; by default HF_ENDPOINT, or else the public hub.")
    private @Nullable String hub;

    @Option(
            names = "--hub-token-file",
            paramLabel = "FILE",
            description = "File with the token that is sent to the hub and to no other host; by default HF_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--upload-limit",
            paramLabel = "SIZE",
            description = "Largest upload of a model, such as 500m or 5g (5g).")
    private @Nullable String uploadLimit;

    /** Returns the settings of the options and, where they say nothing, of the environment. */
    public ImportSettings settings(Path dataFolder) {
        return settings(dataFolder, System.getenv());
    }

    ImportSettings settings(Path dataFolder, Map<String, String> environment) {
        ImportSettings usual = ImportSettings.of(dataFolder, environment);
        return new ImportSettings(
                usual.work(),
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList(),
                new HubAddress(
                        hub == null ? usual.hub().base() : hub,
                        tokenFile == null ? usual.hub().token() : token(tokenFile)),
                usual.cache(),
                uploadLimit == null ? usual.uploadLimit() : MemoryOption.bytes("--upload-limit", uploadLimit));
    }

    private static String token(Path file) {
        try {
            if (Files.size(file) > LONGEST_TOKEN) {
                throw new InvalidInputException("--hub-token-file %s: is too long for a token".formatted(file));
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "--hub-token-file %s: cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }
}
