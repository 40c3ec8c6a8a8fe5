package dev.mixlab.app.command.model;

import picocli.CommandLine.Command;

/** Groups the commands for models. */
@Command(
        name = "model",
        description = "Inspect models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelCheckCommand.class,
        })
public final class ModelCommand {}
