package dev.mixlab.app.command.model;

import picocli.CommandLine.Command;

/** Groups the commands for models. */
@Command(
        name = "model",
        description = "Inspect models, and fit heads to them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelCheckCommand.class,
            ModelImportCommand.class,
            ModelListCommand.class,
            ModelExportCommand.class,
            ModelFitHeadCommand.class,
        })
public final class ModelCommand {}
