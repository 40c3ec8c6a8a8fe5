package dev.mixlab.app.command.account;

import dev.mixlab.run.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a disabled account sign in again. */
@Command(name = "enable", description = "Let a disabled account sign in again.", mixinStandardHelpOptions = true)
final class AccountsEnableCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AccountsFolder folder = new AccountsFolder();

    @Parameters(paramLabel = "NAME", description = "The name of the account.")
    private String name = "";

    @Override
    public void run() {
        try (FolderAccounts accounts = folder.open()) {
            Account account = AccountsFolder.require(accounts, name);
            accounts.enable(account);
            spec.commandLine().getOut().println("%s can sign in".formatted(account.name()));
            spec.commandLine().getOut().flush();
        }
    }
}
