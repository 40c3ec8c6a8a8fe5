package dev.mixlab.app.command.data;

import picocli.CommandLine.Command;

/** Commands about data sets. */
@Command(
        name = "data",
        description = "Inspect data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DataBlimpCommand.class,
            DataSampleCommand.class,
        })
public final class DataCommand {}
