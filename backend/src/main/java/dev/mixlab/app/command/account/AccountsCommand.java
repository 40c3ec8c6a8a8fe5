package dev.mixlab.app.command.account;

import picocli.CommandLine.Command;

/** Groups the commands for accounts. */
@Command(
        name = "accounts",
        description =
                "List the accounts of a data folder, and make one-time addresses for them, such as where the administrator"
                        + " has lost the password; while the server runs or not.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccountsListCommand.class,
            AccountsInviteCommand.class,
            AccountsEnableCommand.class,
        })
public final class AccountsCommand {}
