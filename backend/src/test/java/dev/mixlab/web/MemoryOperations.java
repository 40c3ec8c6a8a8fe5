package dev.mixlab.web;

import dev.mixlab.mixing.MethodInfo;
import java.util.List;

/** All operations over things in memory, for tests of other packages. */
public final class MemoryOperations {

    private MemoryOperations() {}

    public static List<Operations> all() {
        MemoryRuns runs = new MemoryRuns();
        MemoryCatalogue catalogue = new MemoryCatalogue();
        return of(runs, new MemoryScores(), catalogue, new EventOperations(runs, runs.events));
    }

    static List<Operations> of(
            MemoryRuns runs, MemoryScores scores, MemoryCatalogue catalogue, EventOperations events) {
        return List.of(
                new ServerOperations("1.2.3"),
                new PlannedOperations(),
                new CatalogueOperations(
                        catalogue.models(), catalogue.checkpoints(), catalogue.dataSets(), catalogue.blimp()),
                new RunOperations(runs, runs, () -> standard(catalogue.methods())),
                events,
                new CheckpointOperations(catalogue.checkpoints()),
                new ScoreOperations(scores, scores, catalogue.methods()));
    }

    private static List<String> standard(List<MethodInfo> methods) {
        return methods.stream()
                .filter(method -> !method.heavy())
                .map(MethodInfo::id)
                .toList();
    }
}
