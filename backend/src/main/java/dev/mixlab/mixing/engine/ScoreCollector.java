package dev.mixlab.mixing.engine;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions.InvalidScores;
import dev.mixlab.mixing.method.ScoringMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the maps of a batch by example. Scores that cannot be used either end the scoring or are skipped, and the reason is recorded.
 */
final class ScoreCollector {

    private final InvalidScores invalidScores;
    private final List<Map<String, MixingMap>> maps = new ArrayList<>();
    private final List<Map<String, String>> skipReasons = new ArrayList<>();

    ScoreCollector(InvalidScores invalidScores, int examples) {
        this.invalidScores = invalidScores;
        for (int b = 0; b < examples; b++) {
            maps.add(new LinkedHashMap<>());
            skipReasons.add(new LinkedHashMap<>());
        }
    }

    /** Returns the maps of an example, in the order of the methods and without those that were skipped. */
    List<MixingMap> of(int b, List<ScoringMethod> methods) {
        return methods.stream()
                .map(method -> method.info().id())
                .filter(id -> !skipReasons.get(b).containsKey(id))
                .map(id -> Objects.requireNonNull(maps.get(b).get(id), id))
                .toList();
    }

    /** Returns why methods were skipped for an example, by the method's id. */
    Map<String, String> skipReasons(int b) {
        return skipReasons.get(b);
    }

    /** Returns a method's scores for the whole batch, or null if it was skipped for every example. */
    <T> @Nullable T scores(ScoringMethod method, Supplier<T> work) {
        String id = method.info().id();
        if (skipReasons.stream().allMatch(reasons -> reasons.containsKey(id))) {
            return null;
        }
        return tried(work, reason -> skipReasons.forEach(reasons -> reasons.putIfAbsent(id, reason)));
    }

    /** Adds one example's map, unless the method was skipped for it before. */
    void put(ScoringMethod method, int b, Supplier<MixingMap> work) {
        String id = method.info().id();
        if (skipReasons.get(b).containsKey(id)) {
            return;
        }
        MixingMap map = tried(work, reason -> skipReasons.get(b).put(id, reason));
        if (map != null) {
            maps.get(b).put(id, map);
        }
    }

    private <T> @Nullable T tried(Supplier<T> work, Consumer<String> note) {
        try {
            return work.get();
        } catch (InvalidInputException invalid) {
            if (invalidScores == InvalidScores.FAIL) {
                throw invalid;
            }
            note.accept(String.valueOf(invalid.getMessage()));
            return null;
        }
    }
}
