package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.jobs.HeadlessToyModel;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.store.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoHeadRunTest {

    @Test
    void aRunOfAModelWithoutAHeadIsRefusedWithTheWayOutAndNothingIsStored() {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), Map.of(ToyModel.ID, HeadlessToyModel::new))) {
            assertThat(bench.stores.models().get(ToyModel.ID).family()).isEqualTo("bert");

            assertThatThrownBy(() -> bench.queue.launch(Workbench.spec(20, 1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("a run on number agreement needs a masked-LM head")
                    .hasMessageContaining("mixlab model fit-head");
            assertThatThrownBy(() -> bench.queue.estimate(Workbench.spec(20, 1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("a run on number agreement needs a masked-LM head");
            assertThat(bench.stores.runs().list(null, new PageRequest(0, 10)).total())
                    .isZero();
        }
    }
}
