package dev.mixlab.evaluation.probing.code;

import dev.mixlab.common.CancelledException;

/** Receives the progress of coding labels and can cancel it. */
public interface CodingListener {

    /** Returns whether coding should stop; called before every epoch. */
    boolean cancelled();

    /** Receives the number of labels coded so far and the number of all labels. */
    void coded(long done, long all);

    /** Returns a listener that ignores progress and never cancels. */
    static CodingListener none() {
        return new CodingListener() {

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void coded(long done, long all) {}
        };
    }

    /** Returns a listener for a part of the work that begins after {@code before} of {@code whole} labels. */
    default CodingListener part(long before, long whole) {
        CodingListener outer = this;
        return new CodingListener() {

            @Override
            public boolean cancelled() {
                return outer.cancelled();
            }

            @Override
            public void coded(long done, long all) {
                outer.coded(before + done, whole);
            }
        };
    }

    /**
     * Throws if coding should stop.
     *
     * @throws CancelledException if coding should stop
     */
    default void stopIfAsked() {
        if (cancelled()) {
            throw new CancelledException("probing was cancelled");
        }
    }
}
