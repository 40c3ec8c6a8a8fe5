package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Frees every array that a piece of work makes, but its result, as soon as the work is done. */
public final class ArrayScope {

    private ArrayScope() {}

    /** Runs the work; its result stays in the manager it was made in. */
    public static NDArray keep(Supplier<NDArray> work) {
        return keep(work, List::of);
    }

    /** Runs the work; of all arrays it made, only those that {@code kept} names in its result stay. */
    public static <T> T keep(Supplier<T> work, Function<T, Collection<NDArray>> kept) {
        T result = lasting(work, kept);
        kept.apply(result).forEach(NDScope::register);
        return result;
    }

    /** The same, for results that live on when the work around this work has freed its arrays. */
    public static <T> T lasting(Supplier<T> work, Function<T, Collection<NDArray>> kept) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            T result = work.get();
            kept.apply(result).forEach(NDScope::unregister);
            return result;
        }
    }

    /** Runs the work and frees every array it made. */
    public static void free(Runnable work) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            work.run();
        }
    }
}
