package dev.mixlab.app.command.account;

import dev.mixlab.app.command.FolderServer;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.account.Account;
import dev.mixlab.store.Database;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the data folder. */
final class AccountsFolder {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-data",
            description = "The data folder (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    /** Opens the folder, or finds the server that has it open. */
    FolderAccounts open() {
        try {
            return new StoredAccounts(Database.openUnchanged(folder));
        } catch (ConflictException open) {
            return new ServedAccounts(FolderServer.of(folder, open));
        }
    }

    /** Returns the account of a name, if there is one. */
    static Optional<Account> find(FolderAccounts accounts, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return accounts.list().stream()
                .filter(account -> account.name().equals(wanted))
                .findFirst();
    }

    /**
     * Returns the account of a name.
     *
     * @throws NotFoundException if there is none
     */
    static Account require(FolderAccounts accounts, String name) {
        return find(accounts, name)
                .orElseThrow(() -> new NotFoundException("there is no account of the name '%s'".formatted(name)));
    }
}
