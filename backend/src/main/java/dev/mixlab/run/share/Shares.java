package dev.mixlab.run.share;

import dev.mixlab.run.id.ShareId;
import java.util.List;

/** The stored shares. A token that was never given and one that was revoked are not told apart. */
public interface Shares {

    /** Stores a share under the hash of a fresh token. */
    Share.Created create(Share.New share);

    /** All shares, the latest first. */
    List<Share> list();

    /**
     * Ends a share for good; one that is ended already stays as it is.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such share
     */
    void revoke(ShareId id);

    /**
     * The share that a token opens; notes the time, at most once a minute.
     *
     * @throws dev.mixlab.common.NotFoundException if it opens none
     */
    Share open(ShareToken token);

    /** Whether the token opens a share that this request, letter by letter, is part of. */
    boolean holds(ShareToken token, String request);
}
