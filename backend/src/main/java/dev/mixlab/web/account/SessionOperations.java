package dev.mixlab.web.account;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Caller.Way;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.Sender;
import io.vertx.core.WorkerExecutor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says who makes a request, signs people in and out, and takes the passwords that they choose at one-time addresses. */
final class SessionOperations implements Operations {

    private final AccountStores stores;
    private final Setup setup;
    private final SignIns signIns;
    private final Passwords passwords;
    private final Modes modes;

    /**
     * What people meet at a server.
     *
     * @param accounts whether it has accounts
     * @param oidc the host of the OpenID Connect issuer at which they can sign in; null if there is none
     */
    record Modes(boolean accounts, @Nullable String oidc) {}

    SessionOperations(AccountStores stores, Setup setup, SignIns signIns, Passwords passwords, Modes modes) {
        this.stores = stores;
        this.setup = setup;
        this.signIns = signIns;
        this.passwords = passwords;
        this.modes = modes;
    }

    @Override
    public void addTo(OperationTable table) {
        WorkerExecutor hashing = HashingThreads.of(table);
        table.answer("getSession", inputs -> Answer.ok(json(inputs.sender().caller())));
        table.answer("signIn", this::signIn, hashing);
        table.answer("signOut", this::signOut);
        table.answer("setUp", this::setUp, hashing);
        table.answer("acceptInvitation", this::accept, hashing);
    }

    private Answer signIn(Inputs inputs) {
        SignInJson request = inputs.body(SignInJson.class);
        Account account = signIns.check(request.name(), request.password(), inputs.sender());
        return Answer.ok(json(account)).with(opened(account, inputs.sender(), "signIn"));
    }

    private Map<String, String> opened(Account account, Sender sender, String way) {
        return Map.of("Set-Cookie", signIns.open(account, sender, way).cookie());
    }

    private Answer signOut(Inputs inputs) {
        signIns.end(inputs.sender().caller());
        return Answer.nothing()
                .with(Map.of("Set-Cookie", SessionCookie.of(inputs.sender()).deleted()));
    }

    private Answer setUp(Inputs inputs) {
        SetUpJson request = inputs.body(SetUpJson.class);
        setup.require(request.token());
        String displayName = request.displayName() == null ? request.name() : request.displayName();
        Account.New first = new Account.New(request.name().toLowerCase(Locale.ROOT), displayName, Role.ADMIN);
        Account account = stores.accounts().createFirst(first, passwords.hash(request.password()));
        return Answer.created(Contract.BASE + "/account", json(account))
                .with(opened(account, inputs.sender(), "setUp"));
    }

    private Answer accept(Inputs inputs) {
        AcceptanceJson request = inputs.body(AcceptanceJson.class);
        Account account = stores.accounts()
                .invited(new Secret(request.token()).sha256())
                .orElseThrow(() -> new NotFoundException(
                        "token: this one-time address was used already, has expired or was replaced by another one"));
        stores.accounts().setPassword(account.id(), passwords.hash(request.password()));
        Account ready = stores.accounts().get(account.id());
        return Answer.ok(json(ready)).with(opened(ready, inputs.sender(), "acceptInvitation"));
    }

    private SessionJson json(Account account) {
        return json(Caller.session(account, ""));
    }

    private SessionJson json(Caller caller) {
        return new SessionJson(
                modes.accounts(),
                modes.accounts() && setup.isNeeded(),
                modes.oidc(),
                caller.way(),
                caller.role(),
                caller.account());
    }

    record SessionJson(
            boolean accounts,
            boolean setupNeeded,
            @Nullable String oidc,
            Way way,
            @Nullable Role role,
            @Nullable Account account) {}

    record SignInJson(String name, String password) {}

    record SetUpJson(String token, String name, @Nullable String displayName, String password) {}

    record AcceptanceJson(String token, String password) {}
}
