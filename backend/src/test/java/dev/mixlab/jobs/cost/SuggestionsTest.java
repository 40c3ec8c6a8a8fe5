package dev.mixlab.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.run.estimate.CostEstimate.DeletionCurves;
import dev.mixlab.training.FineTuningSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({
        "tiny-bert,              6,  128,  4,   3000,     1731104, 3e-4",
        "ELECTRA-small,          12, 256,  4,   30522,   13548346, 3e-4",
        "a distilled BERT,       6,  384,  12,  30522,   22744506, 1e-4",
        "BERT-base,              12, 768,  12,  30522,  109514298, 3e-5",
        "RoBERTa-base,           12, 768,  12,  50265,  124697433, 3e-5",
        "ALBERT-base,            12, 768,  12,  30000,   11221680, 3e-5",
        "DistilBERT-base,        6,  768,  12,  30522,   66985530, 3e-5",
        "XLM-RoBERTa-base,       12, 768,  12,  250002, 278295186, 3e-5",
        "BERT-large,             24, 1024, 16,  30522,  335174458, 3e-5",
    })
    void theLearningRateFollowsTheHiddenSizeAndAllElseIsThePapers(
            String name, int layers, int hidden, int heads, int vocabulary, long parameters, double rate) {
        SuggestedSettings suggested =
                Suggestions.of(new ModelEntry.Size(layers, hidden, heads, vocabulary, parameters));

        assertThat(suggested.fineTuning())
                .as(name)
                .isEqualTo(FineTuningSettings.paper().withLearningRate(rate));
        assertThat(suggested.methods()).as(name).isEqualTo(ScoringMethods.standardIds());
    }

    @Test
    void sentencesWithDeletionCurvesAreHalvedUntilTheyTakeAnHour() {
        assertThat(Suggestions.deletionCurves(sentences -> 3600.0 * sentences / 512))
                .isEqualTo(new DeletionCurves(512, 3600, 3600, 512));
        assertThat(Suggestions.deletionCurves(sentences -> 3601.0 * sentences / 512))
                .isEqualTo(new DeletionCurves(512, 3601, 3600, 256));
        assertThat(Suggestions.deletionCurves(sentences -> 30_000.0 * sentences / 512))
                .isEqualTo(new DeletionCurves(512, 30_000, 3600, 32));
        assertThat(Suggestions.deletionCurves(sentences -> 1e9).suggested())
                .as("fewer say nothing")
                .isEqualTo(32);
    }

    @Test
    void wholeMapsAreSuggestedUpToTheirLimit() {
        assertThat(Suggestions.rows(2_000_000_000L)).isEqualTo(Rows.ALL);
        assertThat(Suggestions.rows(2_000_000_001L)).isEqualTo(Rows.TARGET);
    }
}
