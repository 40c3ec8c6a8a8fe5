package dev.mixlab.web.http.access;

import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and what is known of where it comes from.
 *
 * @param caller who makes it
 * @param visit the request; null where the server makes it to itself
 * @param gate decides what the caller may change; null where the server makes it to itself
 */
public record Sender(
        Caller caller, @Nullable Visit visit, @Nullable Gate gate) {

    /** The server itself, which answers those who have the token of a share. */
    public static Sender share() {
        return new Sender(Caller.share(), null, null);
    }

    /**
     * Checks that the caller may change something that the path does not name.
     *
     * @throws RefusedRequestException if somebody else owns it
     */
    public void requireOwner(Kind kind, String id, boolean deletes) {
        if (gate == null) {
            throw new IllegalStateException("a share changes nothing");
        }
        gate.requireOwner(caller, kind, id, deletes);
    }

    /** Returns the account that owns what the caller makes; null where nobody is signed in. */
    public @Nullable AccountId owner() {
        return caller.owner();
    }

    /** Tells whether the caller may still call the operation, such as an answer that goes on for hours; it may wait for the database. */
    public boolean isStillAdmitted() {
        if (gate == null || visit == null || gate.isOpen()) {
            return true;
        }
        try {
            gate.admit(visit);
            return true;
        } catch (RefusedRequestException refused) {
            return false;
        }
    }

    /** Returns the network address of the client. */
    public String address() {
        return visit == null ? "" : visit.address();
    }

    /** Returns the address below which the client finds the server, with scheme and host, and a slash at its end. */
    public String root() {
        if (visit == null) {
            throw new IllegalStateException("the server has no address for itself");
        }
        return "%s://%s%s"
                .formatted(isSecure() ? "https" : "http", visit.client().host(), visit.root());
    }

    /** Tells whether a page that a browser has loaded by https makes the request. */
    public boolean isSecure() {
        String origin = visit == null ? null : visit.header(HttpHeaders.ORIGIN.toString());
        boolean forwarded = visit != null && "https".equals(visit.client().scheme());
        return forwarded || (origin != null && origin.startsWith("https://"));
    }
}
