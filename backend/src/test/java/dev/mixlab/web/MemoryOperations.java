package dev.mixlab.web;

import dev.mixlab.evaluation.suite.Evaluations;
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
        runs.store(scores.madeBy());
        return List.of(
                new ServerOperations("1.2.3"),
                new PlannedOperations(),
                new CatalogueOperations(
                        catalogue.models(), catalogue.checkpoints(), catalogue.dataSets(), catalogue.blimp()),
                new RunOperations(runs, runs, () -> standard(catalogue.methods())),
                events,
                new CheckpointOperations(catalogue.checkpoints()),
                new ScoreOperations(scores, catalogue.methods()),
                new EvaluationOperations(runs, scores, new MemoryEvaluations(scores.run.id()), Evaluations.infos()));
    }

    private static List<String> standard(List<MethodInfo> methods) {
        return methods.stream()
                .filter(method -> !method.heavy())
                .map(MethodInfo::id)
                .toList();
    }
}
