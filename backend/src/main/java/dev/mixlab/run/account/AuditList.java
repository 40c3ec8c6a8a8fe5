package dev.mixlab.run.account;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.id.AccountId;
import org.jspecify.annotations.Nullable;

/** The port to the list of who did what, of which the oldest entries are deleted. */
public interface AuditList {

    /** Stores what somebody did, and when. */
    void add(Caller caller, Deed deed);

    /**
     * Returns entries, the latest first.
     *
     * @param account whose; null for all
     */
    Page<AuditEntry> list(@Nullable AccountId account, PageRequest page);

    /**
     * What somebody did.
     *
     * @param action id of the operation of the contract
     * @param target ids that the path of the request names, or the name that somebody tried to sign in with
     * @param succeeded false for an attempt to sign in that failed
     * @param address network address of the client
     */
    record Deed(String action, String target, boolean succeeded, String address) {}
}
