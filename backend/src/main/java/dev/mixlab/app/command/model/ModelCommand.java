package dev.mixlab.app.command.model;

import picocli.CommandLine.Command;

/** Groups the commands for models. */
@Command(
        name = "model",
        description = "Inspect models, and fit heads to them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelCheckCommand.class,
            ModelFitHeadCommand.class,
        })
public final class ModelCommand {}
