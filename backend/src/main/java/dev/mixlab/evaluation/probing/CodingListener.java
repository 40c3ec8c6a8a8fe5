package dev.mixlab.evaluation.probing;

import dev.mixlab.common.CancelledException;

/** Follows labels being coded, which takes a while, and may stop it. */
public interface CodingListener {

    /** Whether to stop; asked before every epoch. */
    boolean cancelled();

    /** So many labels are coded by now, of so many. */
    void coded(long done, long all);

    /** Lets everything go on and tells nobody. */
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

    /** The same for a part of the work, which begins after so many labels of so many. */
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
     * Stops where it is asked to.
     *
     * @throws CancelledException if so
     */
    default void stopIfAsked() {
        if (cancelled()) {
            throw new CancelledException("probing was cancelled");
        }
    }
}
