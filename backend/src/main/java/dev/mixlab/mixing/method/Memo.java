package dev.mixlab.mixing.method;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Things that are made once and used by several methods. */
public final class Memo {

    private final Map<Class<?>, Object> things = new HashMap<>();

    /** One that holds something from the beginning. */
    public static Memo holding(Object thing) {
        Memo sharing = new Memo();
        sharing.things.put(thing.getClass(), thing);
        return sharing;
    }

    <T> T get(Class<T> type, Supplier<T> make) {
        Object thing = things.get(type);
        if (thing == null) {
            thing = make.get();
            things.put(type, thing);
        }
        return type.cast(thing);
    }
}
