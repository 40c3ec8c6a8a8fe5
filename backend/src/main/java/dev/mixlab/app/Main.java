package dev.mixlab.app;

import dev.mixlab.app.command.BackupCommand;
import dev.mixlab.app.command.DemoCommand;
import dev.mixlab.app.command.DoctorCommand;
import dev.mixlab.app.command.MigrateCommand;
import dev.mixlab.app.command.RestoreCommand;
import dev.mixlab.app.command.ServeCommand;
import dev.mixlab.app.command.VerifyCommand;
import dev.mixlab.app.command.WorkerCommand;
import dev.mixlab.app.command.WorkerScriptCommand;
import dev.mixlab.app.command.account.AccountsCommand;
import dev.mixlab.app.command.bench.BenchCommand;
import dev.mixlab.app.command.data.DataCommand;
import dev.mixlab.app.command.model.ModelCommand;
import dev.mixlab.app.command.pretraining.PretrainCommand;
import dev.mixlab.app.command.pretraining.TokenizerCommand;
import dev.mixlab.app.server.Version;
import dev.mixlab.app.server.WaitingThreads;
import dev.mixlab.common.MixlabException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The entry point of the program: its command line. */
@Command(
        name = "mixlab",
        description = "Fine-tunes masked language models on number agreement and shows how they mix context.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            WorkerCommand.class,
            WorkerScriptCommand.class,
            MigrateCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            AccountsCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            DataCommand.class,
            ModelCommand.class,
            PretrainCommand.class,
            TokenizerCommand.class,
            VerifyCommand.class,
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // this program's own text is independent of it, as the compiler sees to; that of libraries may not be
        Locale.setDefault(Locale.ROOT);
        WaitingThreads.sleepSoon();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::refuse);
    }

    /**
     * Reports invalid input as one line on standard error with exit status 2, and with its trace only where the option verbose
     * is set. Any other failure is a defect and shown with its trace.
     */
    private static int refuse(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof MixlabException refusal) {
            command.getErr().println(String.valueOf(refusal.getMessage()).replaceAll("\\R", " "));
            if (System.getProperty("mixlab.log.libraries") != null) {
                refusal.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.USAGE;
        }
        throw failure;
    }
}
