package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.StageName;
import dev.mixlab.run.StageTiming;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThroughputRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private ThroughputRepository throughputs;

    @BeforeEach
    void open() {
        throughputs = new ThroughputRepository(database.get());
    }

    @Test
    void theRateIsThatOfPastStagesOfTheSameModelAndMethods() {
        note(StageName.SCORE_BEFORE, "tiny-bert", Samples.METHODS, 100, 2);
        note(StageName.SCORE_BEFORE, "tiny-bert", Samples.METHODS, 300, 2);
        note(StageName.SCORE_BEFORE, "tiny-bert", List.of("attn"), 1000, 1);
        note(StageName.SCORE_BEFORE, "tiny-roberta", Samples.METHODS, 1000, 1);

        assertThat(throughputs.rate(StageName.SCORE_BEFORE, "tiny-bert", Samples.METHODS))
                .hasValue(100);
    }

    @Test
    void withoutPastStagesThereIsNoRate() {
        assertThat(throughputs.rate(StageName.FINE_TUNE, "tiny-bert", List.of()))
                .isEmpty();
    }

    @Test
    void evaluationsHaveRatesOfTheirOwn() {
        RunId run = new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("past"))
                .id();
        List<String> work = List.of("attn", "resamples=2000");
        throughputs.noteEvaluation(
                run, "probing", new StageTiming(StageName.EVALUATE_BEFORE, "tiny-bert", work, 40, 9));
        throughputs.noteEvaluation(
                run, "probing", new StageTiming(StageName.EVALUATE_BEFORE, "tiny-bert", work, 40, 2));
        throughputs.noteEvaluation(run, "probing", new StageTiming(StageName.EVALUATE_AFTER, "tiny-bert", work, 40, 6));

        assertThat(throughputs.evaluationRate("probing", "tiny-bert", work)).hasValue(10);
        assertThat(throughputs.evaluationRate("probing", "tiny-bert", List.of("attn")))
                .isEmpty();
        assertThat(throughputs.evaluationRate("cue_alignment", "tiny-bert", work))
                .isEmpty();
    }

    private void note(StageName stage, String model, List<String> methods, long examples, double seconds) {
        RunId run = new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("past"))
                .id();
        throughputs.note(run, new StageTiming(stage, model, methods, examples, seconds));
    }
}
