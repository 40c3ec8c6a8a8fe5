package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.store.Database;
import dev.mixlab.store.account.AccountTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Accounts that are changed from the command line, such as where the only administrator has lost the password. */
class AccountsCommandTest {

    private static final Pattern SECRET = Pattern.compile("/invitation#(\\S+), once, until 20");

    @TempDir
    private Path folder;

    @BeforeEach
    void createAdministrator() {
        stored(accounts -> accounts.createFirst(new Account.New("ada", "Ada L.", Role.ADMIN), "hash"));
    }

    private <T> T stored(Function<Accounts, T> action) {
        try (Database database = Database.open(folder)) {
            return action.apply(AccountTables.of(database, Clock.systemUTC()).accounts());
        }
    }

    /** What a command prints, preceded by its exit status. */
    private String accounts(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter printer = new PrintWriter(text, true);
        CommandLine command = Main.commandLine().setOut(printer).setErr(printer);
        String[] all = new String[arguments.length + 3];
        all[0] = "accounts";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data-dir";
        all[arguments.length + 2] = folder.toString();
        return command.execute(all) + " " + text;
    }

    private static String secret(String printed) {
        Matcher found = SECRET.matcher(printed);
        assertThat(found.find()).as(printed).isTrue();
        return found.group(1);
    }

    @Test
    void whoHasLostThePasswordGetsAOneTimeAddress() {
        String again = secret(accounts("invite", "Ada"));
        Optional<Account> invited = stored(accounts -> accounts.invited(new Secret(again).sha256()));
        assertThat(invited).hasValueSatisfying(account -> {
            assertThat(account.name()).isEqualTo("ada");
            assertThat(account.hasPassword()).isTrue();
        });
    }

    @Test
    void anAccountIsMadeWithARoleAndListed() {
        assertThat(accounts("invite", "mel")).startsWith("2 there is no account of the name 'mel'; --role makes one");
        secret(accounts("invite", "mel", "--role", "member"));
        assertThat(accounts("invite", "mel", "--role", "admin")).startsWith("2 mel is there already as member");
        assertThat(accounts("invite", "m l", "--role", "member"))
                .startsWith("2 name 'm l': the name of an account has");
        assertThat(accounts("list").lines().map(String::strip))
                .containsExactly(
                        "0 ada                             admin   Ada L.",
                        "mel                             member  mel (invited)");
    }

    @Test
    void aDisabledAccountIsEnabledFirst() {
        stored(accounts -> {
            Account mel = accounts.create(new Account.New("mel", "Mel", Role.MEMBER), null);
            return accounts.change(mel.id(), new Account.Change(null, null, true));
        });
        assertThat(accounts("invite", "mel")).startsWith("2 the account mel is disabled; 'mixlab accounts enable mel'");
        assertThat(accounts("enable", "mel")).startsWith("0 mel can sign in");
        Optional<Account> enabled = stored(accounts -> accounts.find("mel"));
        assertThat(enabled).hasValueSatisfying(mel -> assertThat(mel.disabled()).isFalse());
        assertThat(accounts("enable", "otto")).startsWith("2 there is no account of the name 'otto'");
    }
}
