package dev.mixlab.store.score;

import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.score.ScoreRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads the maps of a score run in portions of a few megabytes, whose number of examples is estimated from the portion before. */
final class MapVisit {

    private static final long BYTES = 32 << 20;
    private static final int MOST = 64;

    private final Jdbi jdbi;
    private final ScoreRun run;
    private final Comparator<MixingMap> asScored;

    MapVisit(Jdbi jdbi, ScoreRun run) {
        this.jdbi = jdbi;
        this.run = run;
        this.asScored = Comparator.comparingInt(map -> run.methods().indexOf(map.method()));
    }

    private record Numbered(int number, MixingMap map) {}

    void visit(int start, ObjIntConsumer<List<MixingMap>> visitor) {
        int from = start;
        int step = 1;
        while (from < run.examples()) {
            int first = from;
            int end = Math.min(run.examples(), from + step);
            Map<Integer, List<MixingMap>> some = jdbi.withHandle(handle -> read(handle, first, end));
            some.forEach((number, maps) -> visitor.accept(maps, number));
            step = next(step, some);
            from = end;
        }
    }

    private Map<Integer, List<MixingMap>> read(Handle handle, int from, int end) {
        Map<Integer, List<MixingMap>> byNumber = new TreeMap<>();
        handle.createQuery("SELECT * FROM score_map WHERE score_run_id = :id AND number >= :from AND number < :end")
                .bind("id", run.id())
                .bind("from", from)
                .bind("end", end)
                .map((row, context) -> new Numbered(row.getInt("number"), StoredMap.read(row)))
                .forEach(one -> byNumber.computeIfAbsent(one.number(), number -> new ArrayList<>())
                        .add(one.map()));
        byNumber.values().forEach(maps -> maps.sort(asScored));
        return byNumber;
    }

    private static int next(int step, Map<Integer, List<MixingMap>> some) {
        long largest = some.values().stream()
                .mapToLong(maps -> maps.stream()
                        .mapToLong(map -> 2L * Float.BYTES * map.values().length)
                        .sum())
                .max()
                .orElse(1);
        return (int) Math.max(1, Math.min(Math.min(MOST, 2L * step), BYTES / Math.max(1, largest)));
    }
}
