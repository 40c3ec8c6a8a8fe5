package dev.mixlab.mixing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Things that are made once and used by several methods. */
final class Sharing {

    private final Map<Class<?>, Object> things = new HashMap<>();

    <T> T get(Class<T> type, Supplier<T> make) {
        Object thing = things.get(type);
        if (thing == null) {
            thing = make.get();
            things.put(type, thing);
        }
        return type.cast(thing);
    }
}
