package dev.mixlab.store.score;

import static dev.mixlab.store.Samples.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.Paradigm;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Filter;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.run.RunJournalRepository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoreRepositoryTest {

    private static final PageRequest ALL = new PageRequest(0, 100);

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private ScoreRepository scores;
    private RunId run;
    private ScoreRunId id;

    @BeforeEach
    void begin() {
        scores = new ScoreRepository(database.get(), database.clock());
        run = new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("scores"))
                .id();
        id = scores.begin(before()).id();
    }

    private ScoreRuns.New before() {
        return new ScoreRuns.New(run, Phase.BEFORE, "tiny-bert", "sample", Samples.METHODS, 2);
    }

    @Test
    void aMapComesBackAsItWasStoredWithItsRawScores() {
        Scored example = scored(0, Paradigm.DETERMINER_NOUN, true, "These dogs bark.");
        scores.append(id, List.of(example));

        MixingMap zeroing = scores.map(id, 0, "value_zeroing_cosine");
        MixingMap attention = scores.map(id, 0, "attn");

        assertThat(zeroing.values()).isEqualTo(example.maps().get(0).values());
        assertThat(zeroing.raw())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(example.maps().get(0).raw());
        assertThat(attention.values()).isEqualTo(example.maps().get(1).values());
        assertThat(attention.raw()).isNull();
        assertThat(scores.example(id, 0)).isEqualTo(example.detail());
    }

    @Test
    void examplesAreFilteredByParadigmLabelCorrectnessAndText() {
        scores.append(
                id,
                List.of(
                        scored(0, Paradigm.DETERMINER_NOUN, true, "These dogs bark."),
                        scored(1, Paradigm.ANAPHOR, false, "The Dogs see themselves."),
                        scored(2, Paradigm.ANAPHOR, true, "Cats see themselves.")));

        assertThat(indices(new Filter("ana", null, null, null))).containsExactly(1, 2);
        assertThat(indices(new Filter(null, null, true, null))).containsExactly(0, 2);
        assertThat(indices(new Filter(null, null, null, "dogs"))).containsExactly(0, 1);
        assertThat(indices(new Filter(null, "singular", null, null))).isEmpty();
        assertThat(indices(new Filter("ana", "plural", false, "SEE"))).containsExactly(1);
    }

    @Test
    void signsThatPatternsKnowAreSearchedForAsThemselves() {
        scores.append(
                id,
                List.of(
                        scored(0, Paradigm.ANAPHOR, true, "50% of them"),
                        scored(1, Paradigm.ANAPHOR, true, "fifty of them")));

        assertThat(indices(new Filter(null, null, null, "%"))).containsExactly(0);
        assertThat(indices(new Filter(null, null, null, "_"))).isEmpty();
    }

    @Test
    void aPageHasItsPartAndTheLengthOfTheWhole() {
        scores.append(
                id,
                List.of(
                        scored(0, Paradigm.ANAPHOR, true, "a"),
                        scored(1, Paradigm.ANAPHOR, true, "b"),
                        scored(2, Paradigm.ANAPHOR, true, "c")));

        Page<ScoreRow> page = scores.examples(id, Filter.any(), new PageRequest(1, 1));

        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items()).extracting(ScoreRow::index).containsExactly(1);
    }

    @Test
    void examplesThatAreAppendedTwiceCountOnce() {
        scores.append(id, List.of(scored(0, Paradigm.ANAPHOR, true, "a"), scored(1, Paradigm.ANAPHOR, false, "b")));
        scores.append(id, List.of(scored(1, Paradigm.ANAPHOR, true, "x"), scored(2, Paradigm.ANAPHOR, true, "c")));

        assertThat(scores.get(id).examples()).isEqualTo(3);
        assertThat(scores.example(id, 1).row().sentence()).isEqualTo("b");
        assertThat(scores.finish(id).accuracy()).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void anExampleWithoutAMapKeepsTheReason() {
        Scored whole = scored(0, Paradigm.ANAPHOR, true, "a");
        Scored refused = new Scored(
                scored(1, Paradigm.ANAPHOR, true, "b").detail(),
                whole.maps().subList(0, 1),
                Map.of("attn", "attn: example e1, layer 0, token 0: scores are not finite"));

        scores.append(id, List.of(whole, refused));

        assertThat(scores.get(id).examples()).isEqualTo(2);
        assertThat(scores.skipped(id))
                .containsExactly(
                        new ScoreRuns.Skipped("attn", 1, "attn: example e1, layer 0, token 0: scores are not finite"));
        assertThat(scores.map(id, 1, "value_zeroing_cosine").values())
                .isEqualTo(whole.maps().get(0).values());
        assertThatThrownBy(() -> scores.map(id, 1, "attn"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageEndingWith("scores are not finite");
    }

    @Test
    void aBatchWithABrokenExampleStoresNothing() {
        Scored good = scored(0, Paradigm.ANAPHOR, true, "a");
        Scored broken = new Scored(
                scored(1, Paradigm.ANAPHOR, true, "b").detail(), good.maps().subList(0, 1));

        assertThatThrownBy(() -> scores.append(id, List.of(good, broken)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("e1");
        assertThat(scores.get(id).examples()).isZero();
    }

    @Test
    void sizesOfMapsAreKnownWithoutReadingThem() {
        scores.append(id, List.of(scored(1, Paradigm.ANAPHOR, true, "b"), scored(0, Paradigm.ANAPHOR, true, "a")));

        assertThat(scores.shapes(id, "attn"))
                .containsExactly(new ScoreRuns.MapShape(0, 2, 5, 5), new ScoreRuns.MapShape(1, 2, 5, 5));
        assertThat(scores.shapes(id, "unknown")).isEmpty();
    }

    @Test
    void aScoreRunThatIsBegunAgainGoesOn() {
        scores.append(id, List.of(scored(0, Paradigm.ANAPHOR, true, "a")));

        ScoreRun again = scores.begin(before());

        assertThat(again.id()).isEqualTo(id);
        assertThat(again.examples()).isEqualTo(1);
        assertThat(again.accuracy()).isNull();
        assertThat(scores.list(run)).containsExactly(again);
        assertThat(scores.list(RunId.fresh())).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> scores.example(id, 7))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("7");
        assertThatThrownBy(() -> scores.map(id, 0, "norm"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("norm");
        assertThatThrownBy(() -> scores.examples(ScoreRunId.fresh(), Filter.any(), ALL))
                .isInstanceOf(NotFoundException.class);
    }

    private List<Integer> indices(Filter filter) {
        Page<ScoreRow> page = scores.examples(id, filter, ALL);
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(ScoreRow::index).toList();
    }
}
