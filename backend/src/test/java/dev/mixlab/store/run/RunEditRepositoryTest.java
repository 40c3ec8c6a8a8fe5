package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunChange.TagChange;
import dev.mixlab.run.listing.RunChoices;
import dev.mixlab.run.listing.RunChoices.Choice;
import dev.mixlab.run.listing.RunChoices.OwnerChoice;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunOrder;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunEditRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private RunRepository runs;
    private RunJournalRepository journal;
    private RunEditRepository edits;

    @BeforeEach
    void open() {
        runs = new RunRepository(database.get());
        journal = new RunJournalRepository(database.get(), database.clock());
        edits = new RunEditRepository(database.get(), database.clock());
    }

    private RunId finished(String name) {
        RunId id = journal.create(Samples.spec(name)).id();
        journal.move(id, RunState.CANCELLED, null);
        return id;
    }

    private static RunChange tags(List<String> added, List<String> removed) {
        return new RunChange(null, null, new TagChange(null, added, removed), null, null);
    }

    private static RunChange archived(boolean archived) {
        return new RunChange(null, null, TagChange.NONE, null, archived);
    }

    @Test
    void aNewRunHasNoMarksAndNoNotes() {
        Run run = journal.create(Samples.spec("new"));
        assertThat(run.marks()).isEqualTo(Run.Marks.none());
        assertThat(edits.notes(run.id())).isEmpty();
    }

    @Test
    void allOfItIsStoredAndWhatIsLeftOutStays() {
        RunId id = finished("first");
        RunChange change = new RunChange(
                " second ",
                "\n# Why\n\nIt *was* better.\n",
                new TagChange(List.of("b", "a", " a"), List.of(), List.of()),
                true,
                true);
        Run changed = edits.change(List.of(id), change).get(0);

        assertThat(runs.get(id)).isEqualTo(changed);
        assertThat(changed.spec()).isEqualTo(Samples.spec("second"));
        assertThat(changed.marks())
                .isEqualTo(
                        new Run.Marks(List.of("a", "b"), true, database.clock().instant()));
        assertThat(edits.notes(id)).isEqualTo("# Why\n\nIt *was* better.");

        assertThat(edits.change(List.of(id), new RunChange(null, null, TagChange.NONE, null, null)))
                .containsExactly(changed);
        assertThat(edits.notes(id)).isEqualTo("# Why\n\nIt *was* better.");
        edits.change(List.of(id), new RunChange(null, " ", TagChange.NONE, null, false));
        assertThat(edits.notes(id)).isEmpty();
        assertThat(runs.get(id).marks()).isEqualTo(new Run.Marks(List.of("a", "b"), true, null));
    }

    @Test
    void aRenamedRunIsTheSameForAllThatFollowsFromItsSpecification() {
        Run run = journal.create(Samples.spec("first"));
        edits.change(List.of(run.id()), new RunChange("second", null, TagChange.NONE, null, null));
        journal.move(run.id(), RunState.RUNNING, null);

        assertThat(runs.list(RunState.RUNNING, new PageRequest(0, 1))
                        .items()
                        .get(0)
                        .spec())
                .isEqualTo(run.spec().withName("second"));
    }

    @Test
    void tagsAreAddedToAndRemovedFromSeveralRuns() {
        List<RunId> both = List.of(finished("first"), finished("second"));
        edits.change(both.subList(0, 1), tags(List.of("kept", "gone"), List.of()));
        edits.change(both, tags(List.of("new"), List.of("gone", "unknown")));

        assertThat(runs.get(both.get(0)).marks().tags()).containsExactly("kept", "new");
        assertThat(runs.get(both.get(1)).marks().tags()).containsExactly("new");
    }

    @Test
    void anUnfinishedRunIsNotArchivedAndThenNoneOfThemIs() {
        RunId done = finished("done");
        RunId waiting = journal.create(Samples.spec("waiting")).id();

        assertThatThrownBy(() -> edits.change(List.of(done, waiting), archived(true)))
                .isInstanceOf(ConflictException.class)
                .hasMessage("run %s is queued; only finished runs can be archived", waiting);
        assertThat(runs.get(done).marks().archivedAt()).isNull();
    }

    @Test
    void ofRunsOfWhichOneIsNotThereNoneIsChanged() {
        RunId done = finished("done");
        assertThatThrownBy(() -> edits.change(List.of(done, new RunId("r-0000000000")), tags(List.of("a"), List.of())))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no run r-0000000000");
        assertThat(runs.get(done).marks().tags()).isEmpty();
        assertThatThrownBy(() -> edits.notes(new RunId("r-0000000000"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aRunHasAtMostTwentyTags() {
        RunId id = finished("done");
        List<String> many =
                IntStream.range(0, 20).mapToObj(number -> "t" + number).toList();
        edits.change(List.of(id), tags(many, List.of()));
        assertThatThrownBy(() -> edits.change(List.of(id), tags(List.of("more"), List.of())))
                .isInstanceOf(ConflictException.class)
                .hasMessage("a run has at most 20 tags, and run %s would have 21", id);
    }

    @Test
    void namesTagsAndNotesThatCannotBeShownAreRefused() {
        assertThatThrownBy(() -> new RunChange("  ", null, TagChange.NONE, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name of a run has 1 to 120 characters, not 0");
        assertThatThrownBy(() -> tags(List.of("a\nb"), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a tag must not have control characters");
        assertThatThrownBy(() -> tags(List.of("x".repeat(41)), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a tag has 1 to 40 characters, not 41");
        assertThatThrownBy(() -> new RunChange(null, "a\u0007", TagChange.NONE, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a line of the notes on a run must not have control characters");
        assertThatThrownBy(() -> new RunChange(null, "x".repeat(20_001), TagChange.NONE, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the notes on a run have at most 20000 characters, not 20001");
    }

    @Test
    void theListHasWholeRunsAndWhatTheyCanBeFilteredBy() {
        RunListRepository list = new RunListRepository(database.get());
        assertThat(list.choices()).isEqualTo(new RunChoices(List.of(), List.of(), List.of(), List.of()));
        List<RunId> both = List.of(finished("first"), finished("second"));
        edits.change(both, tags(List.of("b"), List.of()));
        edits.change(both.subList(1, 2), tags(List.of("a"), List.of()));

        assertThat(list.list(RunFilter.all(), new RunOrder(RunOrder.Key.NAME, true), new PageRequest(0, 5))
                        .items())
                .containsExactly(runs.get(both.get(0)), runs.get(both.get(1)));
        assertThat(list.choices())
                .isEqualTo(new RunChoices(
                        List.of(new Choice("tiny-bert", 2)),
                        List.of(new Choice("sample", 2)),
                        List.of(new Choice("a", 1), new Choice("b", 2)),
                        List.of(new OwnerChoice(RunFilter.NOBODY, null, 2))));
    }
}
