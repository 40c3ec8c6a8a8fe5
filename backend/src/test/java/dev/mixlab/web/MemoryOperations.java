package dev.mixlab.web;

import dev.mixlab.mixing.MethodInfo;
import dev.mixlab.run.ScoreRuns;
import java.util.ArrayList;
import java.util.List;

/** All operations over things in memory, for tests of other packages. */
public final class MemoryOperations {

    /** In a database in memory, which ends with the process. */
    static final StoredResults RESULTS = new StoredResults();

    private MemoryOperations() {}

    public static List<Operations> all() {
        MemoryRuns runs = new MemoryRuns();
        MemoryCatalogue catalogue = new MemoryCatalogue();
        return of(runs, new MemoryScores(), catalogue, new EventOperations(runs, runs.events));
    }

    static List<Operations> of(MemoryRuns runs, ScoreRuns scores, MemoryCatalogue catalogue, EventOperations events) {
        List<Operations> operations = new ArrayList<>(RESULTS.operations());
        operations.addAll(List.of(
                new ServerOperations("1.2.3"),
                new PlannedOperations(),
                new CatalogueOperations(
                        catalogue.models(), catalogue.checkpoints(), catalogue.dataSets(), catalogue.blimp()),
                new RunOperations(runs, runs, () -> standard(catalogue.methods())),
                events,
                new CheckpointOperations(catalogue.checkpoints()),
                new ScoreOperations(scores, catalogue.methods())));
        return operations;
    }

    private static List<String> standard(List<MethodInfo> methods) {
        return methods.stream()
                .filter(method -> !method.heavy())
                .map(MethodInfo::id)
                .toList();
    }
}
