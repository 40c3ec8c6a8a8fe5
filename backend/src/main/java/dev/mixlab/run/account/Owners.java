package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port to who owns what. */
public interface Owners {

    /** Kinds of things that have an owner. */
    enum Kind {
        RUN,
        /** A sweep; the runs that it is launched with belong to its owner too. */
        SWEEP,
        SHARE,
        DATA_SET,
        /** An imported model; a checkpoint belongs to the owner of its run. */
        MODEL,
        IMPORT
    }

    /**
     * The owner of something.
     *
     * @param id the account; null for what was made without accounts
     */
    record Owner(@Nullable AccountId id) {}

    /** Returns the owner of a thing; empty if there is no such thing. */
    Optional<Owner> find(Kind kind, String id);
}
