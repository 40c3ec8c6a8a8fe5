package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.AccountTokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did.
 *
 * @param id a number that grows with time
 * @param at time of it
 * @param accountId who did it; null where nobody was signed in
 * @param accountName name of the account at that time; empty where nobody was signed in
 * @param tokenId the personal token that was used; null where it was none
 * @param action id of the operation of the contract
 * @param target ids that the path of the request names, or the name that somebody tried to sign in with
 * @param succeeded false for an attempt to sign in that failed
 * @param address network address of the client
 */
public record AuditEntry(
        long id,
        Instant at,
        @Nullable AccountId accountId,
        String accountName,
        @Nullable AccountTokenId tokenId,
        String action,
        String target,
        boolean succeeded,
        String address) {}
