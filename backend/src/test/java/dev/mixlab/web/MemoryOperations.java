package dev.mixlab.web;

import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.web.catalogue.CatalogueOperations;
import dev.mixlab.web.catalogue.CheckpointOperations;
import dev.mixlab.web.evaluations.EvaluationOperations;
import dev.mixlab.web.events.EventOperations;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.runs.RunOperations;
import dev.mixlab.web.scores.ScoreOperations;
import dev.mixlab.web.share.ShareOperations;
import dev.mixlab.web.share.SharePolicy;
import java.util.List;
import java.util.stream.Stream;

/** All operations over things in memory, for tests of other packages. */
public final class MemoryOperations {

    /** What operations that put stored results together read: a real database, which ends with the process. */
    static final StoredResults RESULTS = new StoredResults();

    private MemoryOperations() {}

    public static List<Operations> all() {
        MemoryRuns runs = new MemoryRuns();
        MemoryCatalogue catalogue = new MemoryCatalogue();
        return of(runs, new MemoryScores(), catalogue, new EventOperations(runs, runs.events));
    }

    static List<Operations> of(
            MemoryRuns runs, MemoryScores scores, MemoryCatalogue catalogue, EventOperations events) {
        runs.store(scores.madeBy());
        List<Operations> own = List.of(
                new ScoreOperations(scores, scores, catalogue.methods()),
                new EvaluationOperations(runs, scores, new MemoryEvaluations(scores.run.id()), Evaluations.infos()),
                new ShareOperations(new MemoryShares(), new SharePolicy(runs, scores)));
        return Stream.of(common(runs, catalogue, events), own, RESULTS.joining())
                .flatMap(List::stream)
                .toList();
    }

    /** The same over stored scores and evaluations. */
    static List<Operations> stored(MemoryRuns runs, MemoryCatalogue catalogue, EventOperations events) {
        List<Operations> own = List.of(
                new ScoreOperations(RESULTS.scores, new MemoryScores(), catalogue.methods()),
                new EvaluationOperations(RESULTS.runs, RESULTS.scores, RESULTS.evaluations, Evaluations.infos()),
                new ShareOperations(new MemoryShares(), new SharePolicy(RESULTS.runs, RESULTS.scores)));
        return Stream.of(common(runs, catalogue, events), own, RESULTS.joining())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operations> common(MemoryRuns runs, MemoryCatalogue catalogue, EventOperations events) {
        return List.of(
                new ServerOperations("1.2.3"),
                new CatalogueOperations(
                        catalogue.models(), catalogue.checkpoints(), catalogue.dataSets(), catalogue.blimp()),
                new RunOperations(runs, runs, () -> standard(catalogue.methods())),
                events,
                new CheckpointOperations(catalogue.checkpoints()));
    }

    private static List<String> standard(List<MethodInfo> methods) {
        return methods.stream()
                .filter(method -> !method.heavy())
                .map(MethodInfo::id)
                .toList();
    }
}
