package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.HeadlessToyModel;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.store.TestDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a launch refuses of a head that is to be fitted, and what the estimate says of it. */
class FitHeadLaunchTest {

    @Test
    void whatCannotBeFittedIsRefusedAtTheLaunchAndNothingIsStored() {
        try (Workbench bench = new Workbench(
                TestDatabase.fresh(), Map.of(ToyModel.ID, HeadlessToyModel::new, "whole", ToyModel::new))) {
            String few = bench.stores
                    .texts()
                    .save(HeadFittings.bytes(List.of("the cat runs", "one two three")), 2)
                    .sha256();
            String unknown = bench.stores
                    .texts()
                    .save(HeadFittings.bytes(Collections.nCopies(30, "漢字 漢字 漢字 漢字")), 30)
                    .sha256();
            assertRefused(
                    bench,
                    HeadFittings.SPEC.withHeadFitting(text(few)),
                    "fitting a head needs at least 10 different texts");
            assertRefused(bench, HeadFittings.SPEC.withHeadFitting(text(unknown)), "and there are 0");
            assertRefused(
                    bench,
                    Workbench.spec(5, 1).withHeadFitting(HeadFittings.TRAIN_HALF),
                    "fitting a head needs at least 10 different texts");
            assertRefused(
                    bench,
                    new PipelineSpec("x", "whole", SampleData.ID, 20, HeadFittings.SPEC.fineTuning(), Workbench.METHODS)
                            .withHeadFitting(HeadFittings.TRAIN_HALF),
                    "the model has a masked-LM head already");
            assertThatThrownBy(() -> bench.queue.launch(HeadFittings.SPEC.withHeadFitting(text("0".repeat(64)))))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("there is no stored text with the SHA-256 000");
            assertThat(bench.stores.runs().list(null, new PageRequest(0, 10)).total())
                    .isZero();
        }
    }

    private static HeadFittingSpec text(String sha256) {
        return new HeadFittingSpec(Source.TEXT, sha256, 5, 256, 1e-2, 0.2, 1);
    }

    private static void assertRefused(Workbench bench, PipelineSpec spec, String message) {
        assertThatThrownBy(() -> bench.queue.launch(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> bench.queue.estimate(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theFittingIsPartOfTheEstimate() {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            double few = bench.queue.estimate(HeadFittings.SPEC).seconds();
            double many = bench.queue
                    .estimate(HeadFittings.SPEC.withHeadFitting(
                            new HeadFittingSpec(Source.TRAIN, null, 100 * HeadFittings.STEPS, 256, 2e-2, 0.2, 7)))
                    .seconds();

            assertThat(many).isGreaterThan(few + 1);

            long disk = bench.queue.estimate(HeadFittings.SPEC).disk().need();
            long usual = bench.queue.estimate(HeadFittings.SPEC).memory().need();
            HeadFittingSpec wide = new HeadFittingSpec(Source.TRAIN, null, HeadFittings.STEPS, 1 << 20, 2e-2, 0.2, 7);
            assertThat(bench.queue
                            .estimate(HeadFittings.SPEC.withHeadFitting(wide))
                            .disk()
                            .need())
                    .isEqualTo(disk);
            assertThat(bench.queue
                            .estimate(HeadFittings.SPEC.withHeadFitting(wide))
                            .memory()
                            .need())
                    .as("two layers and the logits of a million tokens")
                    .isGreaterThan(usual + 100_000_000L);
        }
    }
}
