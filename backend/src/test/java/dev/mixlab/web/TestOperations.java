package dev.mixlab.web;

import dev.mixlab.app.server.BuiltInModels;
import dev.mixlab.common.AllowedFolders;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.jobs.catalogue.ModelEditor;
import dev.mixlab.jobs.listing.RunEditor;
import dev.mixlab.jobs.listing.StoredRunBatches;
import dev.mixlab.jobs.playground.PlaygroundService;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.check.FolderCheck;
import dev.mixlab.web.account.AccessControl;
import dev.mixlab.web.catalogue.CatalogueOperations;
import dev.mixlab.web.catalogue.CheckpointOperations;
import dev.mixlab.web.catalogue.DataOperations;
import dev.mixlab.web.catalogue.ImportOperations;
import dev.mixlab.web.catalogue.ModelOperations;
import dev.mixlab.web.catalogue.PairImportOperations;
import dev.mixlab.web.catalogue.TextOperations;
import dev.mixlab.web.download.ArchiveOperations;
import dev.mixlab.web.download.BackupOperations;
import dev.mixlab.web.download.FolderOperations;
import dev.mixlab.web.download.RunArchive;
import dev.mixlab.web.evaluations.CompareOperations;
import dev.mixlab.web.evaluations.EvaluationOperations;
import dev.mixlab.web.evaluations.ProbingOperations;
import dev.mixlab.web.evaluations.QuantityOperations;
import dev.mixlab.web.evaluations.SpreadOperations;
import dev.mixlab.web.events.EventOperations;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.playground.PlaygroundOperations;
import dev.mixlab.web.runs.BaselineOperations;
import dev.mixlab.web.runs.QueueOperations;
import dev.mixlab.web.runs.RunBatchOperations;
import dev.mixlab.web.runs.RunListOperations;
import dev.mixlab.web.runs.RunOperations;
import dev.mixlab.web.runs.RunRemovalOperations;
import dev.mixlab.web.runs.RunSpecs;
import dev.mixlab.web.runs.SweepFigures;
import dev.mixlab.web.runs.SweepOperations;
import dev.mixlab.web.runs.WinRateOperations;
import dev.mixlab.web.scores.ScoreOperations;
import dev.mixlab.web.share.ShareOperations;
import dev.mixlab.web.share.SharePolicy;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** All operations of the contract over a store for tests. */
public final class TestOperations {

    private TestOperations() {}

    public static List<Operations> over(TestStore store) {
        return over(
                store, new ManualRuns(store), new TenSentences(store), new EventOperations(store.runs, store.events));
    }

    static List<Operations> over(TestStore store, ManualRuns launcher, TenSentences heads, EventOperations events) {
        AccessControl open = AccessControl.open(store.accounts, Clock.systemUTC());
        return Stream.concat(open.operations().stream(), without(store, launcher, heads, events).stream())
                .toList();
    }

    /** All operations but those that are about people. */
    static List<Operations> without(TestStore store, ManualRuns launcher, TenSentences heads, EventOperations events) {
        TestCatalogue catalogue = new TestCatalogue(store);
        List<MethodInfo> methods = catalogue.methods();
        Models models = catalogue.models();
        AllowedFolders roots = new AllowedFolders("--data-root", List.of(store.folder.resolve("root")));
        ModelEditor editor = new ModelEditor(models, store.imported, store.checkpoints, store.uses);
        ModelCards cards = new ModelCards(store.runs, models, store.checkpoints);
        SweepFigures sweepFigures = new SweepFigures(store.evaluations, Evaluations.infos());
        return List.of(
                new ServerOperations("1.2.3", store.database),
                new CatalogueOperations(store.dataSets, catalogue.blimp(), roots),
                new ModelOperations(models, editor, store.uses, cards),
                new ImportOperations(store.imports),
                new CheckpointOperations(store.checkpoints, cards),
                new RunOperations(store.runs, launcher, models, store.dataSets),
                new RunListOperations(store.runList, new RunEditor(store.edits, store.events)),
                new QueueOperations(new ManualQueue(store)),
                new SweepOperations(
                        store.sweeps,
                        new ManualSweeps(store, launcher),
                        new RunSpecs(launcher, models, store.dataSets),
                        sweepFigures),
                new WinRateOperations(store.sweeps, store.evaluations, sweepFigures),
                new RunRemovalOperations(store.removals),
                new RunBatchOperations(
                        store.runList,
                        new StoredRunBatches(new RunEditor(store.edits, store.events), store.removals, launcher)),
                new BaselineOperations(store.baseline, store.runs),
                new DataOperations(store.dataSets),
                new PairImportOperations(store.dataSets, roots, store.folder.resolve("uploads")),
                new TextOperations(store.texts, store.folder.resolve("uploads")),
                events,
                new ScoreOperations(store.scores, heads, methods),
                new PlaygroundOperations(new PlaygroundService(
                        new ModelCatalogue(BuiltInModels.openers(), store.checkpoints, store.imported),
                        MachineBudget.ofMachine())),
                new EvaluationOperations(store.runs, store.scores, store.evaluations, Evaluations.infos()),
                new ProbingOperations(store.scores, store.evaluations),
                new QuantityOperations(store.scores, store.evaluations),
                new SpreadOperations(store.runs, store.runList, store.scores, store.evaluations),
                new CompareOperations(store.runs, store.scores, store.evaluations, store.checkpoints),
                new ArchiveOperations(
                        new RunArchive(store.runs, store.scores, store.evaluations, store.dataSets, methods)),
                new BackupOperations(out -> out.write('b'), "folder-key"),
                new FolderOperations(
                        new FolderCheck(
                                store.database,
                                store.folder,
                                new BlobRepository(store.database, Clock.systemUTC()),
                                Clock.systemUTC()),
                        "folder-key"),
                new ShareOperations(store.shares, new SharePolicy(store.runs, store.scores)));
    }
}
