package dev.mixlab.app.command.account;

import dev.mixlab.app.command.account.FolderAccounts.Invitation;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a one-time address at which a person chooses a password. */
@Command(
        name = "invite",
        description =
                "Make a one-time address at which a person chooses a password, for a new account or for one whose password is lost.",
        mixinStandardHelpOptions = true)
final class AccountsInviteCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AccountsFolder folder = new AccountsFolder();

    @Parameters(paramLabel = "NAME", description = "The name with which the person signs in.")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "Of a new account: viewer, member or admin.")
    private @Nullable Role role;

    @Override
    public void run() {
        try (FolderAccounts accounts = folder.open()) {
            Optional<Account> present = AccountsFolder.find(accounts, name);
            Invitation made = present.isPresent() ? again(accounts, present.get()) : create(accounts);
            PrintWriter out = spec.commandLine().getOut();
            out.println("%s chooses a password at %s, once, until %s"
                    .formatted(name.toLowerCase(Locale.ROOT), made.address(), made.expiresAt()));
            out.flush();
        }
    }

    private Invitation again(FolderAccounts accounts, Account account) {
        if (role != null && role != account.role()) {
            throw new ConflictException("%s is there already as %s; an administrator changes roles on the page People"
                    .formatted(account.name(), account.role().name().toLowerCase(Locale.ROOT)));
        }
        if (account.disabled()) {
            throw new ConflictException(
                    "the account %s is disabled; 'mixlab accounts enable %1$s' lets it sign in again"
                            .formatted(account.name()));
        }
        return accounts.invite(account);
    }

    private Invitation create(FolderAccounts accounts) {
        if (role == null) {
            throw new InvalidInputException("there is no account of the name '%s'; --role makes one".formatted(name));
        }
        return accounts.create(name.toLowerCase(Locale.ROOT), role);
    }
}
