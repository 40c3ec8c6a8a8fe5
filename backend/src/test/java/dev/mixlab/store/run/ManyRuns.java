package dev.mixlab.store.run;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunChange.TagChange;
import dev.mixlab.run.listing.RunCondition;
import dev.mixlab.run.listing.RunCondition.Metric;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunFilter.Archived;
import dev.mixlab.run.listing.RunGroups;
import dev.mixlab.run.listing.RunOrder;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A tool: fills the database of a data folder with many runs and prints how long lists of them take. A server on that folder shows how
 * fast the page is. Arguments: the folder, and the number of runs (5000).
 */
public final class ManyRuns {

    private static final List<String> MODELS = List.of("tiny-bert", "tiny-roberta", "tiny-electra", "tiny-albert");
    private static final List<String> DATA = List.of("sample", "blimp-agreement");
    private static final List<Double> RATES = List.of(1e-5, 3e-5, 1e-4, 3e-4);
    private static final int REPEATS = 20;

    private ManyRuns() {}

    /** Fills and measures. */
    public static void main(String[] arguments) {
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5000;
        try (Database database = Database.open(Path.of(arguments[0]))) {
            long present = new RunRepository(database)
                    .list(null, new PageRequest(0, 1))
                    .total();
            if (present < count) {
                fill(database, count);
            }
            measure(new RunListRepository(database));
        }
    }

    /** Stores runs that differ in name, model, data set, seed, rate, accuracy, state and tags, one launched every ten minutes. */
    static void fill(Database database, int count) {
        SettableClock clock = new SettableClock();
        RunJournalRepository journal = new RunJournalRepository(database, clock);
        RunEditRepository edits = new RunEditRepository(database, clock);
        Random random = new Random(7);
        for (int number = 0; number < count; number++) {
            Run run = journal.create(spec(number, random));
            finish(journal, run, clock, random);
            List<String> tags = number % 3 == 0 ? List.of("sweep " + number / 60, "paper") : List.of();
            String notes = number % 10 == 0 ? "Run **%s** of many; the loss fell as expected.".formatted(number) : null;
            boolean archived = number % 20 == 7;
            edits.change(
                    List.of(run.id()),
                    new RunChange(null, notes, new TagChange(tags, List.of(), List.of()), number % 50 == 0, archived));
            clock.advance(Duration.ofMinutes(10));
        }
    }

    private static PipelineSpec spec(int number, Random random) {
        PipelineSpec usual = Samples.spec("any");
        return new PipelineSpec(
                "%s, attempt %s".formatted(MODELS.get(number % MODELS.size()), number),
                MODELS.get(number % MODELS.size()),
                DATA.get(number % 7 == 0 ? 1 : 0),
                null,
                usual.fineTuning().withSeed(number % 10).withLearningRate(RATES.get(random.nextInt(RATES.size()))),
                usual.methods());
    }

    private static void finish(RunJournalRepository journal, Run run, SettableClock clock, Random random) {
        RunId id = run.id();
        journal.move(id, RunState.RUNNING, null);
        for (StageName stage : run.spec().stages()) {
            journal.stage(
                    id, new StageState(stage, StageState.Status.DONE, 100, 100, clock.instant(), clock.instant()));
        }
        for (int epoch = 1; epoch <= 5; epoch++) {
            journal.epoch(id, new EpochPoint(epoch, 0.7, 0.5, 0.7, 0.5 + 0.05 * epoch, 1));
        }
        boolean failed = random.nextInt(20) == 0;
        Double before = 0.4 + 0.2 * random.nextDouble();
        Double after = failed ? null : 0.6 + 0.4 * random.nextDouble();
        journal.results(id, new Run.Results(before, after, null, null, null, null, null));
        clock.advance(Duration.ofSeconds(random.nextInt(500)));
        journal.move(id, failed ? RunState.FAILED : RunState.SUCCEEDED, failed ? "the loss is not finite" : null);
    }

    private static void measure(RunListRepository list) {
        RunFilter filtered = RunFilter.builder()
                .words(List.of("paper", "tiny"))
                .state(RunState.SUCCEEDED)
                .models(List.of("tiny-bert"))
                .tags(List.of("paper"))
                .archived(Archived.HIDDEN)
                .conditions(List.of(RunCondition.parse("accuracy_after>0.95")))
                .build();
        time("first page", () -> list.list(RunFilter.all(), RunOrder.latestFirst(), new PageRequest(0, 25)));
        time("last page", () -> list.list(RunFilter.all(), RunOrder.latestFirst(), new PageRequest(4975, 25)));
        time(
                "by gain",
                () -> list.list(
                        RunFilter.all(), new RunOrder(RunOrder.Key.ACCURACY_GAIN, false), new PageRequest(0, 25)));
        time("searched and filtered", () -> list.list(filtered, RunOrder.latestFirst(), new PageRequest(0, 25)));
        time("choices", list::choices);
        for (RunGroups.Key key : RunGroups.Key.values()) {
            RunGroups.Grouping grouping = new RunGroups.Grouping(
                    key,
                    List.of(Metric.ACCURACY_BEFORE, Metric.ACCURACY_AFTER, Metric.ACCURACY_GAIN, Metric.DURATION),
                    RunGroups.Order.MEAN,
                    false);
            time("groups by " + key, () -> list.groups(RunFilter.all(), grouping, new PageRequest(0, 100)));
        }
    }

    private static void time(String what, Runnable work) {
        long slowest = 0;
        long sum = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long begin = System.nanoTime();
            work.run();
            long taken = System.nanoTime() - begin;
            sum += taken;
            slowest = Math.max(slowest, taken);
        }
        System.out.printf(Locale.ROOT, "%s: mean %.1f ms, slowest %.1f ms%n", what, sum / 1e6 / REPEATS, slowest / 1e6);
    }
}
