package dev.mixlab.run.listing;

import java.util.List;

/**
 * What a run has stored that nothing else needs, and what needs it.
 *
 * @param checkpoint bytes of its checkpoint, those aside that other models have too
 * @param scores bytes of its maps and sentences
 * @param evaluations bytes of its evaluations
 * @param neededBy what needs the run, so that it cannot be deleted
 */
public record RunStorage(long checkpoint, long scores, long evaluations, List<Need> neededBy) {

    public RunStorage {
        neededBy = List.copyOf(neededBy);
    }

    /** Returns all bytes. */
    public long bytes() {
        return checkpoint + scores + evaluations;
    }

    /** What needs a run. */
    public enum Kind {
        RUN,
        SHARE
    }

    /**
     * Something that needs a run.
     *
     * @param kind what it is
     * @param id its id
     * @param name its name
     */
    public record Need(Kind kind, String id, String name) {}
}
