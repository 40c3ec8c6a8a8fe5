package dev.mixlab.run.share;

import dev.mixlab.run.id.ShareId;
import java.util.List;

/** The port to stored shares. Unknown and revoked tokens are not distinguished. */
public interface Shares {

    /** Stores a share under the hash of a fresh token. */
    Share.Created create(Share.New share);

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
