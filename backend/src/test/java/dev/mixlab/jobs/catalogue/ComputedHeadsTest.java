package dev.mixlab.jobs.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.store.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComputedHeadsTest {

    @Test
    void theMeanOfAllHeadsIsTheStoredRawAttentionBeforeAndAfterFineTuning() throws InterruptedException {
        int heads = EncoderConfig.of(new ToyModel()).heads();
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            bench.queue.start();
            Run run = bench.awaitEnd(bench.queue.launch(Workbench.spec(10, 1)).id());
            ComputedHeads computed = new ComputedHeads(bench.stores);
            for (ScoreRunId scores : List.of(
                    Objects.requireNonNull(run.results().scoresBefore()),
                    Objects.requireNonNull(run.results().scoresAfter()))) {
                MixingMap stored = bench.stores.scores().map(scores, 3, "attn");
                float[] mean = new float[stored.values().length];
                for (int head = 0; head < heads; head++) {
                    float[] values = computed.head(scores, 3, "attn", head).values();
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] += values[i] / heads;
                    }
                }
                assertThat(mean).containsExactly(stored.values(), within(1e-5f));
                assertThatThrownBy(() -> computed.head(scores, 3, "attn", heads))
                        .isInstanceOf(InvalidInputException.class);
                assertThatThrownBy(() -> computed.head(scores, 10, "attn", 0)).isInstanceOf(NotFoundException.class);
            }
        }
    }
}
