package dev.mixlab.app.command.account;

import dev.mixlab.run.account.Account;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the accounts of a data folder. */
@Command(name = "list", description = "List the accounts by name.", mixinStandardHelpOptions = true)
final class AccountsListCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AccountsFolder folder = new AccountsFolder();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (FolderAccounts accounts = folder.open()) {
            for (Account account : accounts.list()) {
                out.println("%-30s  %-6s  %s%s"
                        .formatted(
                                account.name(),
                                account.role().name().toLowerCase(Locale.ROOT),
                                account.displayName(),
                                state(account)));
            }
        }
        out.flush();
    }

    private static String state(Account account) {
        if (account.disabled()) {
            return " (disabled)";
        }
        return account.hasPassword() || account.issuer() != null ? "" : " (invited)";
    }
}
