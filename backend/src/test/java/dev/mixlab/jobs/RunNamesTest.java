package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One rule for the names of runs, whoever launches them: the page, a script or the command line. */
class RunNamesTest {

    private static PipelineSpec named(String name) {
        PipelineSpec spec = Workbench.spec(20, 1);
        return new PipelineSpec(
                name, spec.modelId(), spec.dataId(), spec.examples(), spec.fineTuning(), spec.methods());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000A", "0007", "2028", "D800"})
    void controlCharactersAreRefusedAndNothingIsStored(String code) {
        String text = String.valueOf((char) Integer.parseInt(code, 16));
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            assertThatThrownBy(() -> bench.queue.launch(named("a" + text + "b")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the name of a run")
                    .hasMessageContaining("U+" + code);
            assertThat(bench.stores.runs().list(null, new PageRequest(0, 10)).items())
                    .isEmpty();
        }
    }

    @Test
    void otherCharactersAreStored() {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            assertThat(bench.queue.launch(named("ß 漢字 👩‍🔬 =1+1")).spec().name())
                    .isEqualTo("ß 漢字 👩‍🔬 =1+1");
        }
    }
}
