package dev.mixlab.app.command.data;

import picocli.CommandLine.Command;

/** Groups the commands for data sets. */
@Command(
        name = "data",
        description = "Inspect data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DataBlimpCommand.class,
            DataSampleCommand.class,
        })
public final class DataCommand {}
