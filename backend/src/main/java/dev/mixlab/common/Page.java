package dev.mixlab.common;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a long list.
 *
 * @param items items of the page
 * @param total length of the whole list
 */
public record Page<T>(List<T> items, long total) {

    public Page {
        items = List.copyOf(items);
    }

    /** Returns the page with every item converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), total);
    }
}
