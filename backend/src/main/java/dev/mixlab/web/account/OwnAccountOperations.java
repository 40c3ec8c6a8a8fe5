package dev.mixlab.web.account;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PlainText;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.AccountToken;
import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Caller.Way;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.run.id.AccountTokenId;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.problem.RefusedRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people do with their own accounts: their name, password and personal tokens. */
final class OwnAccountOperations implements Operations {

    private static final int FORBIDDEN = 403;
    private static final String PREFIX = "mixlab_";

    private final AccountStores stores;
    private final SignIns signIns;
    private final Passwords passwords;
    private final Clock clock;

    OwnAccountOperations(AccountStores stores, SignIns signIns, Passwords passwords, Clock clock) {
        this.stores = stores;
        this.signIns = signIns;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getOwnAccount", inputs -> Answer.ok(account(inputs)));
        table.answer("changeOwnAccount", inputs -> {
            String displayName = inputs.body(OwnAccountChange.class).displayName();
            return Answer.ok(
                    stores.accounts().change(account(inputs).id(), new Account.Change(displayName, null, null)));
        });
        table.answer("changePassword", this::changePassword, HashingThreads.of(table));
        table.answer(
                "listTokens",
                inputs -> Answer.ok(stores.tokens().list(account(inputs).id())));
        table.answer("createToken", this::createToken);
        table.answer("revokeToken", inputs -> {
            stores.tokens().revoke(account(inputs).id(), tokenId(inputs.text("tokenId")));
            return Answer.nothing();
        });
    }

    private static Account account(Inputs inputs) {
        Account account = inputs.sender().caller().account();
        if (account == null) {
            throw new ConflictException("this request is nobody's: who has the key of the data folder has no account");
        }
        return account;
    }

    private static AccountTokenId tokenId(String text) {
        try {
            return new AccountTokenId(text);
        } catch (InvalidInputException malformed) {
            throw new NotFoundException("you have no token '%s'".formatted(text), malformed);
        }
    }

    private Answer changePassword(Inputs inputs) {
        Account account = account(inputs);
        requireBrowser(inputs.sender().caller());
        PasswordChange change = inputs.body(PasswordChange.class);
        signIns.check(account.name(), change.current(), inputs.sender());
        stores.accounts().setPassword(account.id(), passwords.hash(change.password()));
        String cookie = signIns.open(account, inputs.sender(), "signIn").cookie();
        return Answer.nothing().with(Map.of("Set-Cookie", cookie));
    }

    /** A token that came into wrong hands must not live on in another one. */
    private static void requireBrowser(Caller caller) {
        if (caller.way() == Way.TOKEN) {
            throw new RefusedRequestException(FORBIDDEN, "a personal token does not give this; sign in for it");
        }
    }

    private Answer createToken(Inputs inputs) {
        Account account = account(inputs);
        requireBrowser(inputs.sender().caller());
        TokenRequest request = inputs.body(TokenRequest.class);
        PlainText.require("name", request.name());
        if (!account.role().covers(request.role())) {
            throw new InvalidInputException("role: a token may do no more than your account may");
        }
        Instant expiry = request.days() == null ? null : clock.instant().plus(Duration.ofDays(request.days()));
        Secret secret = Secret.fresh(PREFIX);
        AccountToken token = stores.tokens()
                .create(account.id(), new AccountToken.New(request.name(), request.role(), expiry), secret.sha256());
        return Answer.created(
                "%s/account/tokens/%s".formatted(Contract.BASE, token.id()), new NewToken(token, secret.value()));
    }

    record OwnAccountChange(String displayName) {}

    record PasswordChange(String current, String password) {}

    record TokenRequest(String name, Role role, @Nullable Integer days) {}

    record NewToken(AccountToken token, String secret) {}
}
