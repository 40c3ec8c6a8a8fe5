package dev.mixlab.mixing;

import java.util.List;

/** The attribution methods that this program knows. */
public final class AttributionMethods {

    private static final List<AttributionMethod> ALL = List.of(new DecompX(), new DecompXDifference());

    private AttributionMethods() {}

    /** Every method, in the order in which they are shown. */
    public static List<AttributionMethod> all() {
        return ALL;
    }
}
