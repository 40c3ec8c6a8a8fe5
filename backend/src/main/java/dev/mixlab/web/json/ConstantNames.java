package dev.mixlab.web.json;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The names of enum constants in addresses, bodies and files: those of the program in lower case. */
public final class ConstantNames {

    private ConstantNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the constant of a name, or nothing if no constant has it. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(name))
                .findFirst();
    }
}
