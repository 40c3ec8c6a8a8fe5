package dev.mixlab.web.account;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Account.Identity;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.AuditList.Deed;
import dev.mixlab.run.account.Caller;
import dev.mixlab.web.account.SignInProblem.SignInException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the account of a person whom the issuer has confirmed, or creates it. Accounts are found by the issuer's id of the person alone: a
 * name or an e-mail address may be somebody else's tomorrow, and gives nobody an account that is there already.
 */
final class IssuedAccounts {

    private static final int LONGEST_NAME = 90;
    private static final int LONGEST_DISPLAY_NAME = 200;
    private static final int MOST_NAMESAKES = 1000;

    private final AccountStores stores;
    private final OidcSettings settings;

    IssuedAccounts(AccountStores stores, OidcSettings settings) {
        this.stores = stores;
        this.settings = settings;
    }

    /**
     * Returns the account of a person.
     *
     * @param claims the verified claims about them
     * @param address network address of the client
     * @throws SignInException if their domain is not admitted, or their account is disabled
     */
    synchronized Account of(JsonObject claims, String address) {
        requireDomain(claims);
        Identity identity = new Identity(settings.issuer().toString(), claims.getString("sub"));
        Account account = find(identity).orElseGet(() -> create(claims, identity, address));
        if (account.disabled()) {
            throw new SignInException(SignInProblem.DISABLED, "the account %s is disabled".formatted(account.name()));
        }
        return account;
    }

    private Optional<Account> find(Identity identity) {
        return stores.accounts().find(identity);
    }

    private void requireDomain(JsonObject claims) {
        if (settings.domains().isEmpty()) {
            return;
        }
        String email = IdToken.text(claims, "email");
        boolean verified = "true".equals(String.valueOf(claims.getValue("email_verified")));
        String domain =
                email == null ? "" : email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (!verified
                || email == null
                || !email.contains("@")
                || !settings.domains().contains(domain)) {
            throw new SignInException(
                    SignInProblem.DOMAIN,
                    "the e-mail address %s is %s".formatted(email, verified ? "of another domain" : "not verified"));
        }
    }

    private Account create(JsonObject claims, Identity identity, String address) {
        String wanted = name(claims);
        for (int namesake = 1; namesake <= MOST_NAMESAKES; namesake++) {
            String name = namesake == 1 ? wanted : wanted + "-" + namesake;
            if (stores.accounts().find(name).isEmpty()) {
                return create(new Account.New(name, displayName(claims, name), settings.role()), identity, address);
            }
        }
        throw new ConflictException("there are too many accounts of the name " + wanted);
    }

    private Account create(Account.New account, Identity identity, String address) {
        try {
            Account created = stores.accounts().create(account, identity);
            stores.audit().add(Caller.nobody(), new Deed("createAccount", account.name(), true, address));
            return created;
        } catch (RuntimeException failure) {
            // another process may have created it at the same time
            return find(identity).orElseThrow(() -> failure);
        }
    }

    /** The name of a new account: what the issuer calls the person, in the form of names. */
    private static String name(JsonObject claims) {
        return texts(claims, "preferred_username", "email", "name")
                .map(text -> text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._@-]+", "-")
                        .replaceAll("^[^a-z0-9]+|-+$", ""))
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(LONGEST_NAME, text.length())))
                .findFirst()
                .orElse("person");
    }

    private static String displayName(JsonObject claims, String name) {
        return texts(claims, "name", "preferred_username", "email")
                .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ")
                        .strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.codePoints()
                        .limit(LONGEST_DISPLAY_NAME)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .findFirst()
                .orElse(name);
    }

    private static Stream<String> texts(JsonObject claims, String... names) {
        return Stream.of(names)
                .<@Nullable String>map(name -> IdToken.text(claims, name))
                .filter(Objects::nonNull)
                .map(String::valueOf);
    }
}
