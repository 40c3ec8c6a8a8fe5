package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.estimate.StageTiming;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThroughputRepositoryTest {

    private static final List<StageName> SCORING = List.of(StageName.SCORE_BEFORE, StageName.SCORE_AFTER);
    private static final String SMALL = "bert, 6 layers of 128";
    private static final String LARGE = "bert, 12 layers of 768";

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private ThroughputRepository throughputs;

    @BeforeEach
    void open() {
        throughputs = new ThroughputRepository(database.get());
    }

    @Test
    void theSlownessIsThatOfTheFastestPastStageOfTheSameSizesAndSettings() {
        note(StageName.SCORE_BEFORE, SMALL, Samples.METHODS, 15);
        note(StageName.SCORE_AFTER, SMALL, Samples.METHODS, 4);
        note(StageName.SCORE_BEFORE, SMALL, Samples.METHODS, 6);
        note(StageName.SCORE_BEFORE, SMALL, List.of("attn"), 1);
        note(StageName.FINE_TUNE, SMALL, Samples.METHODS, 1);
        note(StageName.SCORE_BEFORE, LARGE, Samples.METHODS, 1);

        assertThat(throughputs.slowness(SCORING, SMALL, Samples.METHODS)).hasValue(2);
    }

    @Test
    void withoutAStageOfTheSameSettingsThatOfOthersCounts() {
        note(StageName.SCORE_BEFORE, SMALL, List.of("attn"), 6);

        assertThat(throughputs.slowness(SCORING, SMALL, Samples.METHODS)).hasValue(3);
    }

    @Test
    void onlyTheLatestFiveStagesCount() {
        note(StageName.SCORE_BEFORE, SMALL, Samples.METHODS, 2);
        for (int run = 0; run < 5; run++) {
            note(StageName.SCORE_BEFORE, SMALL, Samples.METHODS, 8 + run);
        }

        assertThat(throughputs.slowness(SCORING, SMALL, Samples.METHODS)).hasValue(4);
    }

    @Test
    void withoutPastStagesOfTheSameSizesNothingIsKnown() {
        note(StageName.FINE_TUNE, LARGE, List.of(), 2);

        assertThat(throughputs.slowness(List.of(StageName.FINE_TUNE), SMALL, List.of()))
                .isEmpty();
    }

    @Test
    void aStageThatAnEarlierVersionNotedIsPassedOver() {
        note(StageName.FINE_TUNE, SMALL, List.of(), 2);
        database.get().jdbi().useHandle(handle -> handle.execute("UPDATE run_pace SET reference_seconds = NULL"));

        assertThat(throughputs.slowness(List.of(StageName.FINE_TUNE), SMALL, List.of()))
                .isEmpty();
    }

    @Test
    void evaluationsHaveATimeOfTheirOwn() {
        RunId run = run();
        List<String> settings = List.of("attn", "resamples=2000");
        throughputs.noteEvaluation(run, "probing", timing(StageName.EVALUATE_BEFORE, SMALL, settings, 9));
        throughputs.noteEvaluation(run, "probing", timing(StageName.EVALUATE_BEFORE, SMALL, settings, 8));
        throughputs.noteEvaluation(run, "probing", timing(StageName.EVALUATE_AFTER, SMALL, settings, 6));

        assertThat(throughputs.evaluationSlowness("probing", SMALL, settings)).hasValue(3);
        assertThat(throughputs.evaluationSlowness("probing", LARGE, settings)).isEmpty();
        assertThat(throughputs.evaluationSlowness("cue_alignment", SMALL, settings))
                .isEmpty();
    }

    private void note(StageName stage, String geometry, List<String> settings, double seconds) {
        throughputs.note(run(), timing(stage, geometry, settings, seconds));
    }

    private RunId run() {
        database.clock().advance(Duration.ofMinutes(1));
        return new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("past"))
                .id();
    }

    /** Work of two seconds on the reference machine. */
    private static StageTiming timing(StageName stage, String geometry, List<String> settings, double seconds) {
        return new StageTiming(stage, new StageTiming.Work("tiny-bert", geometry, settings, 100, 2), seconds);
    }
}
