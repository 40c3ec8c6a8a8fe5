package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountTokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A personal token, with which programs act for a person.
 *
 * @param id id of the token, which gives no access
 * @param name what its owner calls it
 * @param role the most that it may do; never more than the account may
 * @param createdAt time of its creation
 * @param expiresAt time from which it is refused; null for none
 * @param usedAt time of its last use, to the minute; null before the first
 */
public record AccountToken(
        AccountTokenId id,
        String name,
        Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt) {

    /**
     * A token to be created.
     *
     * @param name what its owner calls it
     * @param role the most that it may do
     * @param expiresAt time from which it is refused; null for none
     */
    public record New(String name, Role role, @Nullable Instant expiresAt) {}

    /**
     * A token that a request has shown.
     *
     * @param token the token
     * @param account its owner
     */
    public record Owned(AccountToken token, Account account) {

        /** Returns what the token may do now. */
        public Role role() {
            return token.role().atMost(account.role());
        }
    }
}
