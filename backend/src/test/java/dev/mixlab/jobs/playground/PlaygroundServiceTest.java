package dev.mixlab.jobs.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.app.server.BuiltInModels;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoredExample;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.playground.SentenceAnalysis;
import dev.mixlab.run.playground.SentenceAnalysis.Candidate;
import dev.mixlab.run.playground.SentenceQuery;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.ModelSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaygroundServiceTest {

    private static final List<String> METHODS =
            List.of("value_zeroing_cosine", "attn", "grad_x_input", "decompx_diff", "integrated_gradients_diff");

    private static Database database;
    private static Models models;
    private static PlaygroundService playground;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        Clock clock = Clock.systemUTC();
        BlobRepository blobs = new BlobRepository(database, clock);
        models = new ModelCatalogue(
                BuiltInModels.openers(),
                new CheckpointRepository(database, blobs, clock),
                new ImportedModelRepository(database, blobs, clock));
        playground = new PlaygroundService(models, MachineBudget.ofMachine());
    }

    @AfterAll
    static void close() {
        playground.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-bert", "tiny-roberta", "tiny-electra"})
    void aMinimalPairHasTheProbabilitiesAndMapsThatARunGivesIt(String id) {
        AgreementExample pair = SampleData.create().examples().get(11);
        String good = pair.sentence().text();
        String bad = pair.sentence().with(pair.target(), pair.bad()).text();
        ModelSource source = models.open(id);
        List<ScoredExample> scored = new ArrayList<>();
        try (ExampleEncoder encoder = ExampleEncoder.of(source.tokenizer());
                MaskedLanguageModel model = MaskedLanguageModel.load(source, Precision.FLOAT32);
                ScoreEngine engine = new ScoreEngine(model, ScoringMethods.of(METHODS), ScoreOptions.standard())) {
            Encoding encoding = encoder.encode(pair.id(), pair.sentence(), pair.target(), List.of(), pair.bad());
            EncodedExample example = ((Encoding.Encoded) encoding).example();
            engine.score(List.of(example), scored::add, () -> false);
        }
        SentenceQuery query = new SentenceQuery(id, good, bad, null, true, List.of());

        SentenceAnalysis analysis = playground.analyse(query);

        ScoredExample expected = scored.get(0);
        Candidate goodWord = Objects.requireNonNull(analysis.good());
        assertThat(goodWord.text()).isEqualTo(pair.good());
        assertThat(goodWord.probability()).isCloseTo(expected.probabilityGood(), within(1e-6));
        assertThat(Objects.requireNonNull(analysis.bad()).text()).isEqualTo(pair.bad());
        assertThat(analysis.bad().logit()).isCloseTo(expected.logitBad(), within(1e-4));
        for (int i = 0; i < METHODS.size(); i++) {
            MixingMap map = playground.map(query, METHODS.get(i));
            assertThat(map.values())
                    .as(METHODS.get(i))
                    .containsExactly(expected.maps().get(i).values(), within(1e-5f));
        }
    }

    @Test
    void predictionsAreTheMostProbableTokensInDescendingOrder() {
        SentenceAnalysis analysis = playground.analyse(
                new SentenceQuery("tiny-bert", "the keys of the cabinet [MASK] old .", null, null, true, List.of()));
        assertThat(analysis.model().layers()).isEqualTo(6);
        assertThat(analysis.predictions())
                .hasSize(10)
                .isSortedAccordingTo((one, other) -> Double.compare(other.probability(), one.probability()));
        assertThat(analysis.predictions().stream()
                        .mapToDouble(Candidate::probability)
                        .sum())
                .isBetween(0.1, 1.0);
        assertThat(analysis.good()).isEqualTo(analysis.predictions().get(0));
        assertThat(analysis.bad()).isEqualTo(analysis.predictions().get(1));
        assertThat(analysis.tokens().get(analysis.targetToken()).text()).isEqualTo("[MASK]");
    }

    @Test
    void blankingAWordOutChangesThePrediction() {
        String text = "the keys of the cabinet are old .";
        Candidate whole = good(new SentenceQuery("tiny-bert", text, null, 5, true, List.of()));
        Candidate without = good(new SentenceQuery("tiny-bert", text, null, 5, true, List.of(1)));
        assertThat(whole.text()).isEqualTo("are");
        assertThat(without.text()).isEqualTo("are");
        assertThat(without.probability()).isLessThan(whole.probability());
    }

    private static Candidate good(SentenceQuery query) {
        return Objects.requireNonNull(playground.analyse(query).good());
    }

    @Test
    void whatDoesNotExistIsRefusedByName() {
        SentenceQuery unknown = new SentenceQuery("nothing", "the keys", null, null, true, List.of());
        assertThatThrownBy(() -> playground.analyse(unknown))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nothing");
        SentenceQuery known = new SentenceQuery("tiny-bert", "the keys", null, null, true, List.of());
        assertThatThrownBy(() -> playground.map(known, "tea_leaves"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tea_leaves");
    }
}
