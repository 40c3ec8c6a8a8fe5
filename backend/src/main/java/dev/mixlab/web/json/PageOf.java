package dev.mixlab.web.json;

import dev.mixlab.common.Page;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a long list as the contract has it.
 *
 * @param total items of the whole list
 * @param items the part
 */
public record PageOf<T>(long total, List<T> items) {

    public static <S, T> PageOf<T> of(Page<S> page, Function<S, T> view) {
        return new PageOf<>(page.total(), page.items().stream().map(view).toList());
    }
}
