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

    /**
     * Numbers of things that got another owner.
     *
     * @param runs runs, whose checkpoints go with them
     * @param sweeps sweeps
     * @param shares shares
     * @param dataSets data sets that were brought along
     * @param models imported models and models with a fitted head
     */
    record HandedOver(int runs, int sweeps, int shares, int dataSets, int models) {}

    /**
     * Gives everything that an account owns to another one, all or nothing.
     *
     * @param from the owner so far, whose account may be deleted; null for what nobody owns
     * @param to the new owner
     * @throws dev.mixlab.common.NotFoundException if there is no account {@code to}
     */
    HandedOver handOver(@Nullable AccountId from, AccountId to);
}
