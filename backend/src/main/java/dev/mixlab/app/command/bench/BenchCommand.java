package dev.mixlab.app.command.bench;

import picocli.CommandLine.Command;

/** Groups the benchmarks against the published procedures. */
@Command(
        name = "bench",
        description =
                "Compare the speed of this program with that of the published procedures, in the same engine on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchFineTuneCommand.class,
            BenchMethodsCommand.class,
            BenchValueZeroingCommand.class,
        })
public final class BenchCommand {}
