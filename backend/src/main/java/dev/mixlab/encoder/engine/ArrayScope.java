package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a piece of work and closes every array that it made, except for its result, as soon as the work is done. */
public final class ArrayScope {

    private ArrayScope() {}

    /** Runs the work and returns its result, which stays in the manager that it was made in. */
    public static NDArray returning(Supplier<NDArray> work) {
        return returning(work, List::of);
    }

    /** Runs the work and returns its result; of all arrays that the work made, only those of the result stay open. */
    public static <T> T returning(Supplier<T> work, Function<T, Collection<NDArray>> arraysOf) {
        T result = detaching(work, arraysOf);
        arraysOf.apply(result).forEach(NDScope::register);
        return result;
    }

    /** Does what {@link #returning} does, and takes the result out of an outer scope too, so that it outlives that scope. */
    public static <T> T detaching(Supplier<T> work, Function<T, Collection<NDArray>> arraysOf) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            T result = work.get();
            arraysOf.apply(result).forEach(NDScope::unregister);
            return result;
        }
    }

    /** Runs the work, closes every array that it made, and returns its result, which must not hold one of these arrays. */
    public static <T> T value(Supplier<T> work) {
        return returning(work, result -> List.of());
    }

    /** Runs the work and closes every array that it made. */
    public static void discarding(Runnable work) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            work.run();
        }
    }
}
