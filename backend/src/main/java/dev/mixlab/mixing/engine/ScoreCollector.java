package dev.mixlab.mixing.engine;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions.OnRefusal;
import dev.mixlab.mixing.method.ScoringMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The maps of a batch, and of those that cannot be used the reason: the first of them ends the scoring, or all are noted. */
final class ScoreCollector {

    private final OnRefusal onRefusal;
    private final List<Map<String, MixingMap>> maps = new ArrayList<>();
    private final List<Map<String, String>> refusals = new ArrayList<>();

    ScoreCollector(OnRefusal onRefusal, int examples) {
        this.onRefusal = onRefusal;
        for (int b = 0; b < examples; b++) {
            maps.add(new LinkedHashMap<>());
            refusals.add(new LinkedHashMap<>());
        }
    }

    /** The maps of an example by those of the methods that were not refused, in that order. */
    List<MixingMap> of(int b, List<ScoringMethod> methods) {
        return methods.stream()
                .map(method -> method.info().id())
                .filter(id -> !refusals.get(b).containsKey(id))
                .map(id -> Objects.requireNonNull(maps.get(b).get(id), id))
                .toList();
    }

    /** Returns why methods were skipped for an example, by the method's id. */
    Map<String, String> refusals(int b) {
        return refusals.get(b);
    }

    /** What a method gives for the whole batch; null where it was refused, now or before. */
    <T> @Nullable T scores(ScoringMethod method, Supplier<T> work) {
        String id = method.info().id();
        if (refusals.stream().allMatch(refused -> refused.containsKey(id))) {
            return null;
        }
        return tried(work, reason -> refusals.forEach(refused -> refused.putIfAbsent(id, reason)));
    }

    /** Puts one example's map, unless its scores were refused before. */
    void put(ScoringMethod method, int b, Supplier<MixingMap> work) {
        String id = method.info().id();
        if (refusals.get(b).containsKey(id)) {
            return;
        }
        MixingMap map = tried(work, reason -> refusals.get(b).put(id, reason));
        if (map != null) {
            maps.get(b).put(id, map);
        }
    }

    private <T> @Nullable T tried(Supplier<T> work, Consumer<String> note) {
        try {
            return work.get();
        } catch (InvalidInputException refused) {
            if (onRefusal == OnRefusal.FAIL) {
                throw refused;
            }
            note.accept(String.valueOf(refused.getMessage()));
            return null;
        }
    }
}
