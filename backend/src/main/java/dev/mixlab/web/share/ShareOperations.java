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
import dev.mixlab.web.http.Problem.BrokenRule;
import dev.mixlab.web.http.RefusedRequestException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Making, listing, revoking and reading shares. */
public final class ShareOperations implements Operations {

    private static final Map<String, String> UNKEPT = Map.of("Cache-Control", "no-store");

    private final Shares shares;
    private final SharePolicy finished;

    public ShareOperations(Shares shares, SharePolicy finished) {
        this.shares = shares;
        this.finished = finished;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer(
                "listShares",
                inputs -> Answer.ok(shares.list().stream().map(ShareView::of).toList()));
        table.answer("createShare", inputs -> create(table, inputs.body(ShareRequest.class)));
        table.answer("revokeShare", inputs -> {
            shares.revoke(Ids.share(inputs));
            return Answer.nothing();
        });
        table.answer(
                "getShared",
                inputs -> Answer.ok(SharedView.of(shares.open(Ids.shareToken(inputs))))
                        .with(UNKEPT));
        table.answer("readShared", inputs -> read(table, inputs));
    }

    private Answer create(OperationTable table, ShareRequest request) {
        for (int place = 0; place < request.requests().size(); place++) {
            check(table, "requests." + place, request.requests().get(place));
        }
        Share.Created created = shares.create(new Share.New(request.title(), request.address(), request.requests()));
        return Answer.created(
                "%s/shares/%s".formatted(Contract.BASE, created.share().id()), NewShareView.of(created));
    }

    private void check(OperationTable table, String input, String request) {
        InternalRequest inner = inner(table, input, request)
                .filter(found -> SharePolicy.isShareable(found.operationId()))
                .orElseThrow(() -> refused(input, "'%s' does not read finished results".formatted(request)));
        try {
            finished.check(inner);
        } catch (InvalidInputException unfit) {
            throw new InvalidInputException("%s '%s': %s".formatted(input, request, unfit.getMessage()), unfit);
        }
    }

    private static Optional<InternalRequest> inner(OperationTable table, String input, String request) {
        try {
            return table.inner(request, false);
        } catch (RefusedRequestException broken) {
            throw refused(input, "'%s': %s".formatted(request, broken.getMessage()));
        } catch (IllegalArgumentException malformed) {
            throw refused(input, "'%s' is not path and query of an address".formatted(request));
        }
    }

    private static RefusedRequestException refused(String input, String rule) {
        return new RefusedRequestException(List.of(new BrokenRule(input, rule)));
    }

    private Answer read(OperationTable table, Inputs inputs) {
        ShareToken token = Ids.shareToken(inputs);
        String request = inputs.text("request");
        if (!shares.holds(token, request)) {
            throw new NotFoundException("this is not part of the shared view, or the share was revoked");
        }
        return table.inner(request, inputs.binary())
                .filter(found -> SharePolicy.isShareable(found.operationId()))
                .orElseThrow(() -> new NotFoundException("this is not part of the shared view any more"))
                .answer()
                .with(UNKEPT);
    }

    /** What is to be shared, as the contract has it. */
    record ShareRequest(String address, String title, List<String> requests) {}

    /** A share in the list of its owner. */
    record ShareView(
            String id,
            String title,
            String address,
            Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable Instant openedAt) {

        static ShareView of(Share share) {
            return new ShareView(
                    share.id().value(),
                    share.title(),
                    share.address(),
                    share.createdAt(),
                    share.revokedAt(),
                    share.openedAt());
        }
    }

    /** A new share with its token, shown this once. */
    record NewShareView(ShareView share, String token, String path) {

        static NewShareView of(Share.Created created) {
            String token = created.token().value();
            return new NewShareView(ShareView.of(created.share()), token, "/s/" + token);
        }
    }

    /** What the holder of a token is told of the share. */
    record SharedView(String address, String title, Instant createdAt) {

        static SharedView of(Share share) {
            return new SharedView(share.address(), share.title(), share.createdAt());
        }
    }
}
