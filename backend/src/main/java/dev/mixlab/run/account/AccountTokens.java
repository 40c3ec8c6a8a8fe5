package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.AccountTokenId;
import java.util.List;
import java.util.Optional;

/** The port to personal tokens, of which the hash of the secret alone is stored. */
public interface AccountTokens {

    /** Stores a token. */
    AccountToken create(AccountId account, AccountToken.New token, String sha256);

    /** Returns the tokens of an account, the latest first. */
    List<AccountToken> list(AccountId account);

    /**
     * Deletes a token of an account.
     *
     * @throws dev.mixlab.common.NotFoundException if the account has no such token
     */
    void revoke(AccountId account, AccountTokenId id);

    /** Returns the token of a hash, unless it has expired or its account is disabled, and notes its use. */
    Optional<AccountToken.Owned> find(String sha256);
}
