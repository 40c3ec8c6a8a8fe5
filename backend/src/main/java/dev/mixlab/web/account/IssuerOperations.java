package dev.mixlab.web.account;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.AuditList.Deed;
import dev.mixlab.run.account.Caller;
import dev.mixlab.web.account.SignInProblem.SignInException;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs people in at an OpenID Connect issuer, by an authorization code with PKCE. */
final class IssuerOperations implements Operations {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerOperations.class);
    private static final String BEGIN = "beginSignIn";
    private static final String FINISH = "finishSignIn";
    private static final int UNAVAILABLE = 503;

    private final AccountStores stores;
    private final SignIns signIns;
    private final Attempts attempts;
    private final OidcSettings settings;
    private final Clock clock;

    private IssuerOperations(
            AccountStores stores, SignIns signIns, Attempts attempts, OidcSettings settings, Clock clock) {
        this.stores = stores;
        this.signIns = signIns;
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
    }

    /** The operations of a server; without settings it has no issuer, and they say so. */
    static Operations of(
            AccountStores stores, SignIns signIns, Attempts attempts, @Nullable OidcSettings settings, Clock clock) {
        return settings == null
                ? IssuerOperations::refuse
                : new IssuerOperations(stores, signIns, attempts, settings, clock);
    }

    private static void refuse(OperationTable table) {
        for (String operation : new String[] {BEGIN, FINISH}) {
            table.answerLater(operation, (context, inputs) -> {
                throw new ConflictException(
                        "this server has no OpenID Connect issuer at which people sign in; --oidc-issuer of serve names one");
            });
        }
    }

    @Override
    public void addTo(OperationTable table) {
        Issuer issuer = new Issuer(settings, table.vertx(), clock);
        Visitor visitor = new Visitor(issuer, new IssuedAccounts(stores, settings), table.workers());
        table.onClose(issuer::close);
        table.answerLater(BEGIN, visitor::begin);
        table.answerLater(FINISH, visitor::finish);
    }

    /** The two steps of a sign-in, over one server. */
    private final class Visitor {

        private final Issuer issuer;
        private final IssuedAccounts accounts;
        private final WorkerExecutor workers;

        Visitor(Issuer issuer, IssuedAccounts accounts, WorkerExecutor workers) {
            this.issuer = issuer;
            this.accounts = accounts;
            this.workers = workers;
        }

        Future<Answer> begin(RoutingContext context, Inputs inputs) {
            String to = inputs.body(Beginning.class).to();
            Sender sender = inputs.sender();
            URI redirect = URI.create(sender.root() + Contract.BASE.substring(1) + "/oidc/callback");
            PendingSignIn pending = PendingSignIn.fresh(clock.instant(), redirect, to == null ? "/" : to);
            return issuer.address(pending)
                    .map(address -> Answer.ok(new Departure(address))
                            .with(Map.of("Set-Cookie", PendingCookie.holding(pending, sender))))
                    .recover(failure ->
                            Future.failedFuture(failure instanceof SignInException ? unavailable(failure) : failure));
        }

        private RefusedRequestException unavailable(Throwable failure) {
            LOG.warn("the issuer {} cannot sign anybody in: {}", settings.issuer(), failure.getMessage());
            return new RefusedRequestException(
                    UNAVAILABLE,
                    "%s does not answer as it must; try again in a minute. The server's log has the reason."
                            .formatted(settings.host()));
        }

        Future<Answer> finish(RoutingContext context, Inputs inputs) {
            Sender sender = inputs.sender();
            return Future.succeededFuture()
                    .compose(begun -> signIn(context, inputs, sender))
                    .recover(failure -> failure instanceof SignInException known
                            ? workers.executeBlocking(() -> refused(known, sender), false)
                            : Future.failedFuture(failure));
        }

        private Future<Answer> signIn(RoutingContext context, Inputs inputs, Sender sender) {
            PendingSignIn pending = pending(inputs, sender);
            context.response().addCookie(PendingCookie.deleted(sender));
            String key = "issuer " + pending.state();
            begin(key, sender);
            String code = code(inputs);
            return issuer.claims(pending, code)
                    .compose(claims -> workers.executeBlocking(() -> enter(claims, pending, sender), false))
                    .onSuccess(entered -> attempts.succeeded(key, sender.address()));
        }

        private PendingSignIn pending(Inputs inputs, Sender sender) {
            String state = inputs.optionalText("state");
            return PendingCookie.read(sender)
                    .filter(pending -> !pending.isOver(clock.instant()))
                    .filter(pending -> state != null && pending.hasState(state))
                    .orElseThrow(() -> new SignInException(
                            SignInProblem.LATE, "the state is not that of a sign-in that this browser has begun"));
        }

        private void begin(String key, Sender sender) {
            try {
                attempts.begin(key, sender.address());
            } catch (RefusedRequestException tooMany) {
                throw new SignInException(SignInProblem.ATTEMPTS, String.valueOf(tooMany.getMessage()));
            }
        }

        private static String code(Inputs inputs) {
            String code = inputs.optionalText("code");
            String error = inputs.optionalText("error");
            if (code == null || error != null) {
                throw new SignInException(
                        SignInProblem.REFUSED,
                        "the issuer answers %s: %s".formatted(error, inputs.optionalText("error_description")));
            }
            return code;
        }

        private Answer enter(JsonObject claims, PendingSignIn pending, Sender sender) {
            Account account = accounts.of(claims, sender.address());
            boolean secure = "https".equals(pending.redirect().getScheme());
            String cookie = signIns.open(account, sender, FINISH, secure).cookie();
            return Answer.found(pending.to()).with(Map.of("Set-Cookie", cookie));
        }

        private Answer refused(SignInException failure, Sender sender) {
            LOG.info("somebody who comes from {} is not signed in: {}", settings.issuer(), failure.getMessage());
            SignInProblem problem = failure.problem();
            if (problem == SignInProblem.LATE && sender.caller().account() != null) {
                return Answer.found("/"); // signed in already, in another window
            }
            if (problem != SignInProblem.LATE && problem != SignInProblem.ATTEMPTS) {
                stores.audit()
                        .add(
                                Caller.nobody(),
                                new Deed(FINISH, String.valueOf(failure.getMessage()), false, sender.address()));
            }
            return Answer.found(problem.address());
        }
    }

    record Beginning(@Nullable String to) {}

    record Departure(String address) {}
}
