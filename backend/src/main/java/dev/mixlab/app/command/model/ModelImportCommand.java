package dev.mixlab.app.command.model;

import dev.mixlab.app.command.DataFolder;
import dev.mixlab.app.server.Application;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import dev.mixlab.run.imports.ModelImports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a model into the data folder and prints its id. */
@Command(
        name = "import",
        description =
                "Import a model from a folder, a zip, or the hub, and print its id. No server may use the data folder.",
        mixinStandardHelpOptions = true)
final class ModelImportCommand implements Callable<Integer> {

    private static final long LOOK_NANOS = 50_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataFolder dataFolder = new DataFolder();

    @Parameters(
            paramLabel = "ID|FOLDER|ZIP",
            description = "A folder or a zip if there is one of that name, else the id of a model on the hub.")
    private String source = "";

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            defaultValue = "main",
            description = "Branch, tag or commit on the hub (${DEFAULT-VALUE}).")
    private String revision = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model in the catalogue.")
    private @Nullable String name;

    @Option(names = "--cached", description = "Take the model from the local cache of the hub, without the network.")
    private boolean cached;

    @Override
    public Integer call() {
        try (Application application = dataFolder.open()) {
            ModelImport ended = await(application.imports(), begin(application.imports()));
            if (ended.state() != State.SUCCEEDED) {
                throw new InvalidInputException(String.valueOf(ended.error()));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(ended.modelId());
            out.flush();
            return 0;
        }
    }

    private ModelImport begin(ModelImports imports) {
        Path path = Path.of(source);
        if (cached) {
            return imports.fromCache(source, revision, name, null);
        }
        if (Files.isDirectory(path)) {
            return imports.fromOwnFolder(path, name);
        }
        return Files.isRegularFile(path) ? fromZip(imports, path) : imports.fromHub(source, revision, name, null);
    }

    private ModelImport fromZip(ModelImports imports, Path zip) {
        Path folder = imports.uploadFolder();
        try {
            Files.copy(zip, folder.resolve(ModelImports.ZIP));
        } catch (IOException failure) {
            imports.discard(folder);
            throw new UncheckedIOException("%s cannot be read".formatted(zip), failure);
        }
        return imports.fromUpload(folder, String.valueOf(zip.getFileName()), name, null);
    }

    private static ModelImport await(ModelImports imports, ModelImport begun) {
        ModelImport state = begun;
        while (!state.state().isFinal()) {
            LockSupport.parkNanos(LOOK_NANOS);
            state = imports.get(begun.id());
        }
        return state;
    }
}
