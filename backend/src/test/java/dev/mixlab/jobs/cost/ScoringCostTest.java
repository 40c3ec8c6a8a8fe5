package dev.mixlab.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.AttributionOptions.Baseline;
import dev.mixlab.mixing.method.AttributionOptions.Rule;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.ScoringSettings;
import org.junit.jupiter.api.Test;

class ScoringCostTest {

    private static final EncoderConfig CONFIG = EncoderConfig.of(new ToyModel());

    private final PipelineSpec whole = Workbench.spec(10, 1);
    private final PipelineSpec row = whole.withScoring(whole.scoring().withRows(Rows.TARGET));

    @Test
    void wholeMapsStoreEveryRowAndWhatItWasDividedBy() {
        assertThat(ScoringCost.of(whole).numbersPerLayer(10)).isEqualTo(2 * 10 * 11);
    }

    @Test
    void theTargetsRowAloneStoresOneRowAndIsComputedFaster() {
        assertThat(ScoringCost.of(row).numbersPerLayer(10)).isEqualTo(2 * 11);
        assertThat(ScoringCost.of(row).operations(CONFIG, 10))
                .isLessThan(ScoringCost.of(whole).operations(CONFIG, 10))
                .isGreaterThan(ScoringCost.forward(CONFIG, 10));
    }

    @Test
    void thePaceIsThatOfTheSameMethodsAndTheSameSettings() {
        assertThat(ScoringCost.work(whole)).isEqualTo(whole.methods());
        assertThat(ScoringCost.work(row)).isNotEqualTo(ScoringCost.work(whole));
        AttributionOptions finer = new AttributionOptions(200, Baseline.ZERO, Rule.MIDPOINT);
        PipelineSpec longer = whole.withScoring(new ScoringSettings(Rows.ALL, finer, 42));
        assertThat(ScoringCost.work(longer)).isNotEqualTo(ScoringCost.work(whole));
        PipelineSpec seeded = whole.withScoring(new ScoringSettings(Rows.ALL, AttributionOptions.standard(), 7));
        assertThat(ScoringCost.work(seeded)).isEqualTo(ScoringCost.work(whole));
    }
}
