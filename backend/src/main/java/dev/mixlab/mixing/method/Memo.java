package dev.mixlab.mixing.method;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One lazily computed value per type, for work that several methods share. There is one memo for a layer of a batch, one for a
 * batch on its way through all layers, and one for a model.
 */
public final class Memo {

    private final Map<Class<?>, Object> values = new HashMap<>();

    /** Creates a memo that holds a value from the beginning. */
    public static Memo of(Object value) {
        Memo memo = new Memo();
        memo.values.put(value.getClass(), value);
        return memo;
    }

    /** Returns the value of that type, which is computed when it is first asked for, by one thread. */
    public synchronized <T> T get(Class<T> type, Supplier<T> compute) {
        Object value = values.get(type);
        if (value == null) {
            value = compute.get();
            values.put(type, value);
        }
        return type.cast(value);
    }
}
