package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.ScoringMethod;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All methods of both kinds. */
public final class ScoringMethods {

    private static final List<ScoringMethod> ALL = Stream.concat(
                    ContextMixingMethods.all().stream(), AttributionMethods.all().stream())
            .toList();

    private ScoringMethods() {}

    /** Every method, in the order in which they are shown: context mixing, then attribution. */
    public static List<ScoringMethod> all() {
        return ALL;
    }

    /** Returns the descriptions of all methods. */
    public static List<MethodInfo> infos() {
        return ALL.stream().map(ScoringMethod::info).toList();
    }

    /** Ids of all methods. */
    public static List<String> ids() {
        return infos().stream().map(MethodInfo::id).toList();
    }

    /** Ids of the methods that are scored where none is named: all but the heavy ones. */
    public static List<String> standardIds() {
        return infos().stream()
                .filter(info -> !info.heavy())
                .map(MethodInfo::id)
                .toList();
    }

    /** The methods of those ids, in that order. */
    public static List<ScoringMethod> of(List<String> ids) {
        return ids.stream().map(ScoringMethods::of).toList();
    }

    /**
     * The method of that id.
     *
     * @throws InvalidInputException if there is none
     */
    public static ScoringMethod of(String id) {
        return ALL.stream()
                .filter(method -> method.info().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown scoring method %s, only %s"
                        .formatted(id, ids().stream().collect(Collectors.joining(", ")))));
    }
}
