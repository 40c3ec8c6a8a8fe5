package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.RunState;
import dev.mixlab.run.listing.RunCondition;
import dev.mixlab.run.listing.RunCondition.Metric;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunFilter.Archived;
import dev.mixlab.run.listing.RunFilter.Period;
import dev.mixlab.run.listing.RunGroups;
import dev.mixlab.run.listing.RunGroups.Grouping;
import dev.mixlab.run.listing.RunGroups.Spread;
import dev.mixlab.run.listing.RunOrder;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which runs each filter lets through and in which order, on H2 and on PostgreSQL. */
class RunSelectionTest extends SelectableRuns {

    private static final RunFilter ALL = RunFilter.all();
    private static final RunOrder LATEST = RunOrder.latestFirst();

    private static RunFilter words(String text) {
        return RunFilter.builder().words(RunFilter.words(text)).build();
    }

    private static RunFilter where(String... conditions) {
        return RunFilter.builder()
                .conditions(
                        List.of(conditions).stream().map(RunCondition::parse).toList())
                .build();
    }

    private static RunFilter chosen(
            @Nullable RunState state, List<String> models, List<String> data, List<String> tags) {
        return RunFilter.builder()
                .state(state)
                .models(models)
                .dataSets(data)
                .tags(tags)
                .build();
    }

    private static RunFilter owners(String... owners) {
        return RunFilter.builder().owners(List.of(owners)).build();
    }

    private static RunFilter flags(@Nullable Boolean starred, Archived archived, @Nullable Boolean evaluated) {
        return RunFilter.builder()
                .starred(starred)
                .archived(archived)
                .evaluated(evaluated)
                .build();
    }

    private static RunFilter launched(@Nullable String from, @Nullable String until) {
        return RunFilter.builder()
                .launched(new Period(
                        from == null ? null : Instant.parse(from), until == null ? null : Instant.parse(until)))
                .build();
    }

    static List<Arguments> filters() {
        return List.of(
                Arguments.of("all", ALL, "5 4 3 2 1"),
                Arguments.of("a word of the name", words("bAsE"), "1"),
                Arguments.of("a letter that has no single capital", words("straße"), "2"),
                Arguments.of("a percent sign is itself", words("100%"), "2"),
                Arguments.of("and alone too", words("%"), "2"),
                Arguments.of("an underscore is itself", words("under_"), "3"),
                Arguments.of("an exclamation mark is itself", words("2!"), "3"),
                Arguments.of("a quotation mark is itself", words("'"), ""),
                Arguments.of("a colon is itself", words(":v0"), ""),
                Arguments.of("notes", words("rose epoch"), "3"),
                Arguments.of("tags", words("SWEEP"), "2"),
                Arguments.of("the name of the data set", words("agreement"), "4 2"),
                Arguments.of("model and seed", words("m-1 seed 43"), "3"),
                Arguments.of("the id", words("0004"), "4"),
                Arguments.of("a part of the owner's name", words("LOVE"), "1"),
                Arguments.of("the name that a disabled owner signs in with", words("bb"), ""),
                Arguments.of("an owner", owners("a-0000000003"), "3"),
                Arguments.of("an owner whose account is gone", owners("a-0000000002"), "2"),
                Arguments.of("two owners", owners("a-0000000001", "a-0000000003"), "3 1"),
                Arguments.of("nobody's", owners(RunFilter.NOBODY), "5 4"),
                Arguments.of("nobody's and somebody's", owners("a-0000000001", RunFilter.NOBODY), "5 4 1"),
                Arguments.of("somebody's who has none", owners("a-0000000009"), ""),
                Arguments.of("a state", chosen(RunState.SUCCEEDED, List.of(), List.of(), List.of()), "5 2 1"),
                Arguments.of("a model", chosen(null, List.of("m-1"), List.of(), List.of()), "4 3"),
                Arguments.of(
                        "two models", chosen(null, List.of("m-1", "tiny-bert"), List.of(), List.of()), "5 4 3 2 1"),
                Arguments.of("a model and a data set", chosen(null, List.of("m-1"), List.of("blimp"), List.of()), "4"),
                Arguments.of("a tag", chosen(null, List.of(), List.of(), List.of("paper")), "5 2 1"),
                Arguments.of("two tags", chosen(null, List.of(), List.of(), List.of("paper", "Sweep A")), "2"),
                Arguments.of("part of a tag", chosen(null, List.of(), List.of(), List.of("pap")), ""),
                Arguments.of("starred", flags(true, Archived.INCLUDED, null), "2"),
                Arguments.of("not starred", flags(false, Archived.INCLUDED, null), "5 4 3 1"),
                Arguments.of("archived hidden", flags(null, Archived.HIDDEN, null), "4 3 2 1"),
                Arguments.of("archived only", flags(null, Archived.ONLY, null), "5"),
                Arguments.of("evaluated", flags(null, Archived.INCLUDED, true), "1"),
                Arguments.of("not evaluated", flags(null, Archived.HIDDEN, false), "4 3 2"),
                Arguments.of("from a time on", launched("2026-01-03T00:00:00Z", null), "5 4 3"),
                Arguments.of("before a time", launched(null, "2026-01-03T00:00:00Z"), "2 1"),
                Arguments.of("a day", launched("2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z"), "3"),
                Arguments.of("more than", where("accuracy_after>0.9"), "2"),
                Arguments.of("at least", where("accuracy_after >= 0.9"), "2 1"),
                Arguments.of("less than", where("accuracy_before<0.5"), "5"),
                Arguments.of("a gain", where("accuracy_gain>=0.45"), "5 2"),
                Arguments.of("a best share on cues", where("cue_share>=0.25"), "3 1"),
                Arguments.of("a rate", where("learning_rate=1e-4"), "2"),
                Arguments.of("a seed", where("seed=43"), "3 2"),
                Arguments.of("a duration", where("duration>3600"), "2 1"),
                Arguments.of("two conditions", where("seed=43", "accuracy_after>0"), "2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filters")
    void aFilterLetsTheRightRunsThrough(String what, RunFilter filter, String expected) {
        for (Jdbi jdbi : databases) {
            assertThat(numbers(jdbi, filter, LATEST, new PageRequest(0, 10))).isEqualTo(expected);
            RunSelection selection = RunSelection.of(filter);
            assertThat(jdbi.<Long, RuntimeException>withHandle(handle -> selection
                            .query(handle, "SELECT count(*)", "")
                            .mapTo(Long.class)
                            .one()))
                    .isEqualTo(expected.isEmpty() ? 0 : expected.split(" ", -1).length);
        }
    }

    static List<Arguments> orders() {
        return List.of(
                Arguments.of(RunOrder.Key.CREATED, true, "1 2 3 4 5"),
                Arguments.of(RunOrder.Key.STATE, true, "3 4 5 2 1"),
                Arguments.of(RunOrder.Key.MODEL, true, "4 3 5 2 1"),
                Arguments.of(RunOrder.Key.DATA, false, "5 3 1 4 2"),
                Arguments.of(RunOrder.Key.ACCURACY_BEFORE, false, "3 2 1 5 4"),
                Arguments.of(RunOrder.Key.ACCURACY_AFTER, false, "2 1 5 4 3"),
                Arguments.of(RunOrder.Key.ACCURACY_AFTER, true, "5 1 2 4 3"),
                Arguments.of(RunOrder.Key.ACCURACY_GAIN, false, "5 2 1 4 3"),
                Arguments.of(RunOrder.Key.CUE_SHARE, false, "3 1 5 4 2"),
                Arguments.of(RunOrder.Key.DURATION, true, "5 2 1 4 3"),
                Arguments.of(RunOrder.Key.SEED, true, "5 1 3 2 4"),
                Arguments.of(RunOrder.Key.LEARNING_RATE, false, "2 5 4 3 1"),
                Arguments.of(RunOrder.Key.OWNER, true, "1 3 5 4 2"),
                Arguments.of(RunOrder.Key.OWNER, false, "3 1 5 4 2"),
                Arguments.of(RunOrder.Key.FINISHED, false, "5 2 1 4 3"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void runsWithoutAValueComeLastAndTheLatestOfOneValueFirst(RunOrder.Key key, boolean ascending, String expected) {
        for (Jdbi jdbi : databases) {
            RunOrder order = new RunOrder(key, ascending);
            assertThat(numbers(jdbi, ALL, order, new PageRequest(0, 10))).isEqualTo(expected);
            assertThat(numbers(jdbi, ALL, order, new PageRequest(1, 2))).isEqualTo(expected.substring(2, 5));
        }
    }

    private static RunGroups groups(Jdbi jdbi, RunFilter filter, Grouping grouping, PageRequest page) {
        return jdbi.inTransaction(handle -> GroupQuery.groups(handle, RunSelection.of(filter), grouping, page));
    }

    /** Figures computed by hand from the rows above. */
    @Test
    void aGroupHasTheMeanAndSpreadOfItsRunsThatSucceeded() {
        Grouping byModel = new Grouping(
                RunGroups.Key.MODEL,
                List.of(Metric.ACCURACY_AFTER, Metric.ACCURACY_GAIN, Metric.DURATION),
                RunGroups.Order.VALUE,
                true);
        for (Jdbi jdbi : databases) {
            RunGroups groups = groups(jdbi, ALL, byModel, new PageRequest(0, 10));
            assertThat(groups.total()).isEqualTo(2);
            RunGroups.Group other = groups.items().get(0);
            assertThat(other).isEqualTo(new RunGroups.Group("m-1", 2, 0, 1, other.metrics()));
            assertThat(other.metrics().get(0)).isEqualTo(new Spread(Metric.ACCURACY_AFTER, 0, null, null, null, null));
            RunGroups.Group tiny = groups.items().get(1);
            assertThat(tiny).isEqualTo(new RunGroups.Group("tiny-bert", 3, 3, 0, tiny.metrics()));
            isSpread(tiny.metrics().get(0), 3, 0.87, 0.1081665383, 0.75, 0.96);
            isSpread(tiny.metrics().get(1), 3, 0.4533333333, 0.0503322296, 0.4, 0.5);
            isSpread(tiny.metrics().get(2), 3, 12000, 7493.9975980, 3600, 18000);
        }
    }

    private static void isSpread(
            Spread spread, long runs, double mean, double deviation, double least, double largest) {
        assertThat(spread.runs()).isEqualTo(runs);
        assertThat(spread.mean()).isCloseTo(mean, within(1e-9 * Math.max(1, mean)));
        assertThat(spread.standardDeviation()).isCloseTo(deviation, within(1e-9 * Math.max(1, mean)));
        assertThat(spread.least()).isCloseTo(least, within(1e-12 * Math.max(1, mean)));
        assertThat(spread.largest()).isCloseTo(largest, within(1e-12 * Math.max(1, mean)));
    }

    static List<Arguments> groupings() {
        return List.of(
                Arguments.of(ALL, RunGroups.Key.SEED, RunGroups.Order.VALUE, true, "42:2/2 43:2/1 44:1/0"),
                Arguments.of(ALL, RunGroups.Key.SEED, RunGroups.Order.VALUE, false, "44:1/0 43:2/1 42:2/2"),
                Arguments.of(ALL, RunGroups.Key.SEED, RunGroups.Order.RUNS, true, "44:1/0 42:2/2 43:2/1"),
                Arguments.of(ALL, RunGroups.Key.SEED, RunGroups.Order.MEAN, false, "43:2/1 42:2/2 44:1/0"),
                Arguments.of(ALL, RunGroups.Key.SEED, RunGroups.Order.MEAN, true, "42:2/2 43:2/1 44:1/0"),
                Arguments.of(ALL, RunGroups.Key.DATA, RunGroups.Order.VALUE, true, "blimp:2/1 sample:3/2"),
                Arguments.of(ALL, RunGroups.Key.TAG, RunGroups.Order.RUNS, false, "paper:3/3 Sweep A:1/1"),
                Arguments.of(
                        flags(null, Archived.HIDDEN, null),
                        RunGroups.Key.TAG,
                        RunGroups.Order.RUNS,
                        false,
                        "paper:2/2 Sweep A:1/1"),
                Arguments.of(
                        where("seed=43"), RunGroups.Key.MODEL, RunGroups.Order.VALUE, true, "m-1:1/0 tiny-bert:1/1"));
    }

    @ParameterizedTest
    @MethodSource("groupings")
    void runsAreGroupedByWhatTheyHaveInCommon(
            RunFilter filter, RunGroups.Key key, RunGroups.Order order, boolean ascending, String expected) {
        Grouping grouping = new Grouping(key, List.of(Metric.ACCURACY_AFTER), order, ascending);
        for (Jdbi jdbi : databases) {
            RunGroups groups = groups(jdbi, filter, grouping, new PageRequest(0, 10));
            assertThat(groups.items().stream()
                            .map(group -> group.value() + ":" + group.runs() + "/" + group.succeeded()))
                    .containsExactly(expected.split("(?<=/\\d) ", -1));
            assertThat(groups.total()).isEqualTo(groups.items().size());
            RunGroups second = groups(jdbi, filter, grouping, new PageRequest(1, 1));
            assertThat(second.items()).containsExactly(groups.items().get(1));
            assertThat(second.total()).isEqualTo(groups.total());
        }
    }
}
