package dev.mixlab.web.account;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The first start of a server with accounts: whoever has the one-time address creates the administrator. It is kept in memory alone. */
public final class Setup {

    private final Accounts accounts;
    private final Secret secret = Secret.fresh("");
    private volatile boolean done;

    Setup(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Tells whether the first administrator is still to be created. */
    boolean isNeeded() {
        done = done || accounts.any();
        return !done;
    }

    /** Returns the one-time address below the address of the page; null if there is an account already. */
    public @Nullable String path() {
        return isNeeded() ? "/setup#" + secret.value() : null;
    }

    /**
     * Checks a token.
     *
     * @throws ConflictException if there is an account already
     * @throws NotFoundException if it is another one
     */
    void require(String token) {
        if (!isNeeded()) {
            throw new ConflictException("the first administrator has been created already; sign in");
        }
        if (!MessageDigest.isEqual(
                secret.value().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            throw new NotFoundException("token: this is not the one-time address that the server printed last");
        }
    }
}
