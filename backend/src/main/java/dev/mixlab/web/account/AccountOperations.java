package dev.mixlab.web.account;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What administrators do with accounts, and the list of who did what. */
final class AccountOperations implements Operations {

    private final AccountStores stores;

    AccountOperations(AccountStores stores) {
        this.stores = stores;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("listAccounts", inputs -> Answer.ok(stores.accounts().list()));
        table.answer("createAccount", this::create);
        table.answer(
                "changeAccount",
                inputs -> Answer.ok(stores.accounts()
                        .change(
                                id(inputs.text("accountId")),
                                inputs.body(AccountChange.class).change())));
        table.answer("deleteAccount", inputs -> {
            stores.accounts().delete(id(inputs.text("accountId")));
            return Answer.nothing();
        });
        table.answer("inviteAccount", inputs -> invite(stores.accounts().get(id(inputs.text("accountId")))));
        table.answer("handOver", this::handOver);
        table.answer("listAudit", this::audit);
    }

    private Answer handOver(Inputs inputs) {
        HandOver request = inputs.body(HandOver.class);
        Account to = stores.accounts().get(id(request.to()));
        if (to.disabled() || !to.role().covers(Role.MEMBER)) {
            throw new ConflictException("%s cannot own anything: only members and administrators who can sign in do"
                    .formatted(to.displayName()));
        }
        AccountId from = request.from().equals(RunFilter.NOBODY) ? null : id(request.from());
        return Answer.ok(stores.owners().handOver(from, to.id()));
    }

    private static AccountId id(String text) {
        try {
            return new AccountId(text);
        } catch (InvalidInputException malformed) {
            throw new NotFoundException("there is no account '%s'".formatted(text), malformed);
        }
    }

    private Answer create(Inputs inputs) {
        AccountRequest request = inputs.body(AccountRequest.class);
        String displayName = request.displayName() == null ? request.name() : request.displayName();
        return invite(stores.accounts()
                .create(new Account.New(request.name().toLowerCase(Locale.ROOT), displayName, request.role()), null));
    }

    private Answer invite(Account account) {
        Secret secret = Secret.fresh("");
        Instant expiry = stores.accounts().invite(account.id(), secret.sha256(), Accounts.VALIDITY_OF_INVITATIONS);
        return Answer.created(
                "%s/accounts/%s".formatted(Contract.BASE, account.id()),
                new InvitationJson(account, secret.value(), "/invitation#" + secret.value(), expiry));
    }

    private Answer audit(Inputs inputs) {
        String account = inputs.optionalText("account");
        return Answer.ok(stores.audit()
                .list(
                        account == null ? null : id(account),
                        new PageRequest(inputs.number("offset"), inputs.number("limit"))));
    }

    record HandOver(String from, String to) {}

    record AccountRequest(String name, @Nullable String displayName, Role role) {}

    record AccountChange(
            @Nullable String displayName,
            @Nullable Role role,
            @Nullable Boolean disabled) {

        Account.Change change() {
            return new Account.Change(displayName, role, disabled);
        }
    }

    record InvitationJson(Account account, String token, String path, Instant expiresAt) {}
}
