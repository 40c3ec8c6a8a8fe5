package dev.mixlab.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The grammatical number that the cue requires of the target. Its names are the labels of agreement examples; other data have others. */
public enum GrammaticalNumber {
    SINGULAR,
    PLURAL;

    /** Returns the label of an example of this number. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number that a label stands for; none for a label of another kind. */
    public static Optional<GrammaticalNumber> find(@Nullable String label) {
        return Arrays.stream(values())
                .filter(number -> number.label().equals(label) || number.name().equals(label))
                .findFirst();
    }

    /** Returns a label as databases hold it and hashes read it: the two numbers in capitals, others as they are. */
    public static @Nullable String stored(@Nullable String label) {
        return find(label).map(GrammaticalNumber::name).orElse(label);
    }
}
