package dev.mixlab.jobs.chunk;

import java.util.List;

/**
 * The chunks of stages that wait for somebody to compute them. The execution of a run offers its chunks here, and computes, in their
 * order, all that nobody else has begun; others begin with the last.
 */
public interface ChunkQueue {

    /** Returns whether there may be others who compute chunks. */
    boolean isShared();

    /** Offers chunks to others; those that are offered already stay as they are. */
    void offer(List<Chunk> chunks);

    /**
     * Takes a chunk from the queue, for the caller to compute it.
     *
     * @return false where somebody else computes it at this moment; true where nobody does, which somebody may have done before
     */
    boolean take(Chunk chunk);

    /** Takes those of some chunks from the queue that nobody computes. */
    default void withdraw(List<Chunk> chunks) {
        chunks.forEach(this::take);
    }

    /** Returns a queue whose chunks are all left to the execution of the run. */
    static ChunkQueue unshared() {
        return new ChunkQueue() {

            @Override
            public boolean isShared() {
                return false;
            }

            @Override
            public void offer(List<Chunk> chunks) {}

            @Override
            public boolean take(Chunk chunk) {
                return true;
            }
        };
    }
}
