package dev.mixlab.encoder.engine;

/**
 * The task that a {@link BatchExecutor} executes on items, such as batches of sentences.
 *
 * @param <T> an item
 * @param <R> the result of an item
 */
public interface BatchTask<T, R> {

    /**
     * Returns the limit on unfinished items while this item runs, which bounds memory. An item is unfinished from its start until
     * its result has been accepted.
     *
     * @return at least one
     */
    int maxInFlight(T item);

    /** Computes the result of an item; called on several threads at once. */
    R execute(T item);

    /** Takes a result; called on the thread that called the executor, in the order of the items. */
    void accept(R result);

    /** Throws in order to end the work; called on the same thread as {@link #accept}, before an item starts and before a result. */
    void checkCancelled();
}
