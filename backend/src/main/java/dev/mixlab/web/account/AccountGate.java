package dev.mixlab.web.account;

import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.AuditList.Deed;
import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Caller.Way;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.web.http.access.Gate;
import dev.mixlab.web.http.access.Visit;
import dev.mixlab.web.http.problem.RefusedRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Admits those with an account to what their role allows. */
final class AccountGate implements Gate {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String BEARER = "Bearer ";

    /** What is answered before there is an administrator; that the server is there is no secret. */
    private static final Set<String> BEFORE_SETUP = Set.of("getSession", "setUp", "getHealth");

    /** Operations that answer what would be, and change nothing. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("estimateRun", "previewPairs", "beginSignIn");

    /** What owns the things that parameters of paths name. */
    private static final Map<String, Kind> KINDS = Map.of(
            "runId", Kind.RUN,
            "sweepId", Kind.SWEEP,
            "shareId", Kind.SHARE,
            "dataId", Kind.DATA_SET,
            "modelId", Kind.MODEL,
            "importId", Kind.IMPORT);

    private final AccountStores stores;
    private final Setup setup;
    private final byte[] folderKey;

    AccountGate(AccountStores stores, Setup setup, String folderKey) {
        this.stores = stores;
        this.setup = setup;
        this.folderKey = folderKey.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public Caller admit(Visit visit) {
        Caller caller = identify(visit);
        if (caller.way() != Way.FOLDER_KEY && !BEFORE_SETUP.contains(visit.operationId()) && setup.isNeeded()) {
            throw new RefusedRequestException(
                    FORBIDDEN,
                    "setup needed: open the one-time address that the server printed when it started, and create the"
                            + " administrator");
        }
        if (caller.way() == Way.SESSION && !visit.isReading()) {
            requireOwnPage(visit);
        }
        switch (visit.access()) {
            case ANYONE -> {}
            case VIEWER -> require(caller, Role.VIEWER);
            case MEMBER -> require(caller, Role.MEMBER);
            case ADMIN -> require(caller, Role.ADMIN);
            case OWNER -> {
                require(caller, Role.MEMBER);
                visit.path().forEach((name, id) -> {
                    Kind kind = KINDS.get(name);
                    if (kind != null) {
                        requireOwner(caller, kind, id, visit.isDeleting());
                    }
                });
            }
        }
        return caller;
    }

    private Caller identify(Visit visit) {
        String key = visit.header("Mixlab-Folder-Key");
        if (key != null && MessageDigest.isEqual(folderKey, key.getBytes(StandardCharsets.UTF_8))) {
            return Caller.folderKey();
        }
        String authorization = visit.header("Authorization");
        if (authorization != null) {
            return ofToken(authorization);
        }
        Secret secret = SessionCookie.read(visit);
        if (secret == null) {
            return Caller.nobody();
        }
        String sha256 = secret.sha256();
        return stores.sessions()
                .find(sha256)
                .map(account -> Caller.session(account, sha256))
                .orElse(Caller.nobody());
    }

    private Caller ofToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("Authorization: this server knows the scheme Bearer alone");
        }
        Secret secret = new Secret(authorization.substring(BEARER.length()).strip());
        return stores.tokens()
                .find(secret.sha256())
                .map(Caller::token)
                .orElseThrow(() -> unauthorized("Authorization: the token is not known, was revoked or has expired"));
    }

    private static RefusedRequestException unauthorized(String message) {
        return new RefusedRequestException(UNAUTHORIZED, message, Map.of("WWW-Authenticate", "Bearer"));
    }

    /** Sites that are not the server's own are refused before; a browser that names none in either header is too old to tell. */
    private static void requireOwnPage(Visit visit) {
        boolean own = visit.header("Origin") != null || "same-origin".equals(visit.header("Sec-Fetch-Site"));
        if (!own) {
            throw new RefusedRequestException(
                    FORBIDDEN,
                    "Origin: requests with the cookie of a session must come from the server's own page; programs use a"
                            + " personal token");
        }
    }

    private static void require(Caller caller, Role needed) {
        if (caller.role() == null) {
            throw unauthorized("sign in first, or send a personal token");
        }
        if (!caller.covers(needed)) {
            throw new RefusedRequestException(
                    FORBIDDEN,
                    "this needs the role %s, and you have the role %s".formatted(name(needed), name(caller.role())));
        }
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void requireOwner(Caller caller, Kind kind, String id, boolean deletes) {
        if (caller.covers(Role.ADMIN)) {
            return;
        }
        require(caller, Role.MEMBER);
        stores.owners().find(kind, id).ifPresent(owner -> {
            AccountId of = owner.id();
            if (of == null ? deletes : !of.equals(caller.owner())) {
                throw new RefusedRequestException(
                        FORBIDDEN,
                        "%s belongs to %s; %sadministrators may do this"
                                .formatted(
                                        id,
                                        of == null ? "nobody" : "somebody else",
                                        of == null ? "only " : "its owner and "));
            }
        });
    }

    @Override
    public void note(Visit visit, Caller caller) {
        if (caller.way() == Way.NOBODY || WITHOUT_EFFECT.contains(visit.operationId())) {
            return; // signing in is noted where it is done
        }
        String target = String.join(" ", new TreeMap<>(visit.path()).values());
        stores.audit().add(caller, new Deed(visit.operationId(), target, true, visit.address()));
    }
}
