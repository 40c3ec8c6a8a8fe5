package dev.mixlab.web.share;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.share.Share;
import dev.mixlab.run.share.ShareToken;
import dev.mixlab.run.share.Shares;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.InternalRequest;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.http.problem.Problem.InputError;
import dev.mixlab.web.http.problem.RefusedRequestException;
import dev.mixlab.web.http.transfer.ZipDownloads;
import dev.mixlab.web.http.transfer.ZipDownloads.FileName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates, lists, revokes and reads shares. */
public final class ShareOperations implements Operations {

    private static final Map<String, String> NO_STORE = Map.of("Cache-Control", "no-store");

    private final Shares shares;
    private final SharePolicy policy;

    public ShareOperations(Shares shares, SharePolicy policy) {
        this.shares = shares;
        this.policy = policy;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("listShares", inputs -> Answer.ok(shares.list()));
        table.answer("createShare", inputs -> create(table, inputs));
        table.answer("revokeShare", inputs -> {
            shares.revoke(Ids.share(inputs));
            return Answer.nothing();
        });
        table.answer(
                "getShared",
                inputs -> Answer.ok(SharedJson.of(shares.open(Ids.shareToken(inputs))))
                        .with(NO_STORE));
        table.answer("readShared", inputs -> read(table, inputs));
        ZipDownloads downloads = new ZipDownloads(table);
        FileName name = new FileName("shared-view.html", "text/html; charset=utf-8");
        table.stream("downloadShared", (context, inputs) -> downloads.send(context, name, () -> page(table, inputs)));
    }

    private Answer create(OperationTable table, Inputs inputs) {
        ShareRequest request = inputs.body(ShareRequest.class);
        for (int place = 0; place < request.requests().size(); place++) {
            check(table, "requests." + place, request.requests().get(place));
        }
        Share.Created created = shares.create(
                new Share.New(request.title(), request.address(), request.requests()),
                inputs.sender().owner());
        return Answer.created(
                "%s/shares/%s".formatted(Contract.BASE, created.share().id()), NewShareJson.of(created, table.base()));
    }

    private void check(OperationTable table, String input, String request) {
        InternalRequest wanted = internalRequest(table, input, request)
                .filter(found -> SharePolicy.isShareable(found.operationId()))
                .orElseThrow(() -> refused(input, "'%s' does not read finished results".formatted(request)));
        try {
            policy.check(wanted);
        } catch (InvalidInputException unfit) {
            throw new InvalidInputException("%s '%s': %s".formatted(input, request, unfit.getMessage()), unfit);
        }
    }

    private static Optional<InternalRequest> internalRequest(OperationTable table, String input, String request) {
        try {
            return table.internalRequest(request, false);
        } catch (RefusedRequestException broken) {
            throw refused(input, "'%s': %s".formatted(request, broken.getMessage()));
        } catch (IllegalArgumentException malformed) {
            throw refused(input, "'%s' is not path and query of an address".formatted(request));
        }
    }

    private static RefusedRequestException refused(String input, String rule) {
        return new RefusedRequestException(List.of(new InputError(input, rule)));
    }

    /** The share as a file; a request that cannot be answered any more is left out of it, as the view says then. */
    private ZipDownloads.Zip page(OperationTable table, Inputs inputs) {
        ShareToken token = Ids.shareToken(inputs);
        Share share = shares.open(token);
        OfflinePage page = OfflinePage.read();
        Map<String, Supplier<Answer>> answers = new HashMap<>();
        for (String request : shares.requests(token)) {
            readable(table, request, false)
                    .ifPresent(found -> answers.put(request, () -> found.answer(share.createdAt())));
        }
        return out -> page.write(out, share, answers);
    }

    private Answer read(OperationTable table, Inputs inputs) {
        ShareToken token = Ids.shareToken(inputs);
        String request = inputs.text("request");
        InternalRequest wanted = readable(table, request, inputs.binary())
                .filter(found -> shares.holds(token, request) || asksForAPart(table, token, found))
                .orElseThrow(() -> new NotFoundException(
                        "this is not part of the shared view, or not any more, or the share was revoked"));
        return wanted.answer(shares.open(token).createdAt()).with(NO_STORE);
    }

    /**
     * Tells whether a request asks for the same as one of a share. A page of another version than the one that made the share may write it
     * otherwise: in another order, or with an input that has its default.
     */
    private boolean asksForAPart(OperationTable table, ShareToken token, InternalRequest wanted) {
        return shares.requests(token).stream()
                .flatMap(stored -> readable(table, stored, false).stream())
                .anyMatch(wanted::asksTheSameAs);
    }

    /** Returns a request that can be part of a share; nothing for one that the interface does not have, or not any more. */
    private static Optional<InternalRequest> readable(OperationTable table, String request, boolean binary) {
        try {
            return table.internalRequest(request, binary).filter(found -> SharePolicy.isShareable(found.operationId()));
        } catch (RefusedRequestException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The contract's ShareRequest. */
    record ShareRequest(String address, String title, List<String> requests) {}

    /** The contract's NewShare: the only answer that holds the token. */
    record NewShareJson(Share share, String token, String path) {

        static NewShareJson of(Share.Created created, BasePath base) {
            String token = created.token().value();
            return new NewShareJson(created.share(), token, base.path() + "/s/" + token);
        }
    }

    /** The contract's SharedView: all that the holder of a token learns about the share. */
    record SharedJson(String address, String title, Instant createdAt) {

        static SharedJson of(Share share) {
            return new SharedJson(share.address(), share.title(), share.createdAt());
        }
    }
}
