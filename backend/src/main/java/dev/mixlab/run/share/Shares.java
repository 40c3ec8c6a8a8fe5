package dev.mixlab.run.share;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.ShareId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to stored shares. Unknown and revoked tokens are not distinguished. */
public interface Shares {

    /**
     * Stores a share under the hash of a fresh token.
     *
     * @param owner the account that creates it; null where nobody is signed in
     */
    Share.Created create(Share.New share, @Nullable AccountId owner);

    /** Stores a share that belongs to nobody. */
    default Share.Created create(Share.New share) {
        return create(share, null);
    }

    /** Returns all shares, the latest first. */
    List<Share> list();

    /**
     * Revokes a share permanently; a share that is revoked already stays as it is.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such share
     */
    void revoke(ShareId id);

    /**
     * Returns the share of a token and stores the time, at most once a minute.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Share open(ShareToken token);

    /** Returns the requests of a share, in their order; none if there is no such share. */
    List<String> requests(ShareToken token);

    /** Returns whether the token belongs to a share that contains exactly this request. */
    boolean holds(ShareToken token, String request);
}
