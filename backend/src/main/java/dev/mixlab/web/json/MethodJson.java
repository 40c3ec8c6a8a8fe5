package dev.mixlab.web.json;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The contract's Method. */
public record MethodJson(
        String id,
        String name,
        String paper,
        String kind,
        List<String> needs,
        List<String> aggregations,
        RangeView range,
        boolean signed,
        String description) {

    public static MethodJson of(MethodInfo method) {
        return new MethodJson(
                method.id(),
                method.name(),
                method.paper(),
                method.kind().name().toLowerCase(Locale.ROOT),
                method.needs().stream()
                        .sorted()
                        .map(need -> need.name().toLowerCase(Locale.ROOT))
                        .toList(),
                method.aggregations().stream().map(MethodJson::id).toList(),
                new RangeView(bound(method.range().low()), bound(method.range().high())),
                method.signed(),
                method.description());
    }

    /** The id of an aggregation in addresses. */
    public static String id(Aggregation aggregation) {
        return aggregation.name().toLowerCase(Locale.ROOT);
    }

    /** The aggregation of that id. */
    public static Aggregation aggregation(String id) {
        return Arrays.stream(Aggregation.values())
                .filter(aggregation -> id(aggregation).equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown aggregation: " + id));
    }

    private static @Nullable Double bound(double value) {
        return Double.isInfinite(value) ? null : value;
    }

    /** Bounds; null where there is none. */
    record RangeView(@Nullable Double minimum, @Nullable Double maximum) {}
}
