package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to whom something belongs.
 *
 * @param id the account
 * @param displayName the name that others see; null where the account has been deleted
 */
public record Person(AccountId id, @Nullable String displayName) {}
