package dev.mixlab.app.command.model;

import dev.mixlab.app.command.DataFolder;
import dev.mixlab.app.server.Application;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a model of the catalogue as a Hugging Face folder. */
@Command(
        name = "export",
        description =
                "Write a model of the data folder as a Hugging Face folder with a model card. No server may use the data folder.",
        mixinStandardHelpOptions = true)
final class ModelExportCommand implements Callable<Integer> {

    @Mixin
    private DataFolder dataFolder = new DataFolder();

    @Parameters(index = "0", paramLabel = "ID", description = "Id of the model.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "Folder to write to; made if it is not there.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        try (Application application = dataFolder.open()) {
            ModelSource source = application.stores().models().open(id);
            HuggingFaceFolder.write(folder, source, application.cards().of(id));
            return 0;
        }
    }
}
