package dev.mixlab.web;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.id.ShareId;
import dev.mixlab.run.share.Share;
import dev.mixlab.run.share.ShareToken;
import dev.mixlab.run.share.Shares;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares in memory. */
final class MemoryShares implements Shares {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<ShareToken, Stored> shares = new LinkedHashMap<>();

    private record Stored(Share share, List<String> requests) {}

    @Override
    public synchronized Share.Created create(Share.New share) {
        ShareToken token = ShareToken.fresh();
        Share created = new Share(ShareId.fresh(), share.title(), share.address(), TIME, null, null);
        shares.put(token, new Stored(created, share.requests()));
        return new Share.Created(created, token);
    }

    @Override
    public synchronized List<Share> list() {
        return new ArrayList<>(shares.values()).stream().map(Stored::share).toList();
    }

    @Override
    public synchronized void revoke(ShareId id) {
        if (list().stream().noneMatch(share -> share.id().equals(id))) {
            throw new NotFoundException("there is no share " + id);
        }
        shares.replaceAll((token, stored) -> stored.share().id().equals(id) ? ended(stored) : stored);
    }

    private static Stored ended(Stored stored) {
        Share share = stored.share();
        return new Stored(
                new Share(share.id(), share.title(), share.address(), share.createdAt(), TIME, share.openedAt()),
                stored.requests());
    }

    @Override
    public synchronized Share open(ShareToken token) {
        return standing(token)
                .map(Stored::share)
                .orElseThrow(() -> new NotFoundException("there is no such share, or it was revoked"));
    }

    @Override
    public synchronized boolean holds(ShareToken token, String request) {
        return standing(token)
                .map(stored -> stored.requests().contains(request))
                .orElse(false);
    }

    private Optional<Stored> standing(ShareToken token) {
        return Optional.ofNullable(shares.get(token))
                .filter(stored -> stored.share().revokedAt() == null);
    }
}
