package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.AccountTokenId;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param way how they have shown who they are
 * @param account their account; null for those without one
 * @param role what they may do; null for those who may do nothing but what everybody may
 * @param token the personal token that they use; null for others
 * @param session the hash of the session's secret; null for others
 */
public record Caller(
        Way way,
        @Nullable Account account,
        @Nullable Role role,
        @Nullable AccountTokenId token,
        @Nullable String session) {

    /** How callers show who they are. */
    public enum Way {
        /** Not at all. */
        NOBODY,
        /** Not at all, on a server without accounts that this machine alone can reach. */
        LOCAL,
        /** By the cookie of a session. */
        SESSION,
        /** By a personal token. */
        TOKEN,
        /** By the key in the data folder, which those have who can read the folder anyway. */
        FOLDER_KEY,
        /** By the token of a share, for what belongs to the share. */
        SHARE
    }

    public static Caller nobody() {
        return new Caller(Way.NOBODY, null, null, null, null);
    }

    /** The administrator of a server without accounts. */
    public static Caller local() {
        return new Caller(Way.LOCAL, null, Role.ADMIN, null, null);
    }

    /** Somebody who has shown the key of the data folder. */
    public static Caller folderKey() {
        return new Caller(Way.FOLDER_KEY, null, Role.ADMIN, null, null);
    }

    /** Somebody who has shown the token of a share, and reads what belongs to it. */
    public static Caller share() {
        return new Caller(Way.SHARE, null, null, null, null);
    }

    public static Caller session(Account account, String sha256) {
        return new Caller(Way.SESSION, account, account.role(), null, sha256);
    }

    public static Caller token(AccountToken.Owned owned) {
        return new Caller(
                Way.TOKEN, owned.account(), owned.role(), owned.token().id(), null);
    }

    /** Returns the id under which this caller's work is stored; null for callers without an account. */
    public @Nullable AccountId owner() {
        return account == null ? null : account.id();
    }

    /** Tells whether the caller may do what a role may. */
    public boolean covers(Role needed) {
        return role != null && role.covers(needed);
    }

    /** Returns the name by which the list of who did what calls them. */
    public String name() {
        return account == null ? "" : account.name();
    }
}
