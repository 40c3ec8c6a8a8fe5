package dev.mixlab.jobs.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.jobs.stage.HeadFittings;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.run.ModelUseRepository;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A model with a fitted head is deleted only when no run needs it. */
class FittedModelDeletionTest {

    @Test
    void theModelIsNotDeletedWhileARunNeedsItAndTakesItsHeadWithItAfterwards() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            Run run = bench.succeed(HeadFittings.SPEC);
            String id = Objects.requireNonNull(run.results().fittedModel());
            ModelEditor editor = editor(bench);
            assertThat(editor.change(id, "mine", "a note").name()).isEqualTo("mine");
            force(bench, run.id(), RunState.RUNNING);
            assertThatThrownBy(() -> editor.delete(id))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("model 'mine' is needed by the run %s ('toy run')", run.id());
            force(bench, run.id(), RunState.SUCCEEDED);
            Run other = bench.queue.launch(new PipelineSpec(
                    "further", id, SampleData.ID, 20, HeadFittings.SPEC.fineTuning(), Workbench.METHODS));
            assertThatThrownBy(() -> editor.delete(id))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("model 'mine' is needed by the run %s ('further')", other.id());
            bench.awaitEnd(other.id());
            assertThatThrownBy(() -> editor.delete(id))
                    .as("a run that has ended starts from it: its maps of single heads are computed with it")
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Test
    void theModelCanBeDeletedOnceItsRunHasEndedWhichKeepsItsResults() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            Run run = bench.succeed(HeadFittings.SPEC);
            String id = Objects.requireNonNull(run.results().fittedModel());
            ModelSource checkpoint = bench.stores
                    .checkpoints()
                    .open(Objects.requireNonNull(run.results().checkpoint()));

            editor(bench).delete(id);

            assertThatThrownBy(() -> bench.stores.models().get(id)).isInstanceOf(NotFoundException.class);
            Run kept = bench.stores.runs().get(run.id());
            assertThat(kept.results().fittedModel()).isNull();
            assertThat(kept.results().withFittedModel(id)).isEqualTo(run.results());
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(kept.provenance()).fittedHead())
                            .model())
                    .isEqualTo(id);
            for (TensorInfo info : checkpoint.tensors()) {
                assertThat(checkpoint.read(info.name()).data().remaining())
                        .as(info.name())
                        .isEqualTo(info.byteCount());
            }
            assertThat(new ModelUseRepository(bench.database).byModel()).containsOnlyKeys(ToyModel.ID);
        }
    }

    private static ModelEditor editor(Workbench bench) {
        return new ModelEditor(
                bench.stores.models(),
                bench.stores.imported(),
                bench.stores.checkpoints(),
                new ModelUseRepository(bench.database));
    }

    private static void force(Workbench bench, RunId run, RunState state) {
        bench.database
                .jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE run SET state = :state WHERE id = :id")
                        .bind("state", state.name())
                        .bind("id", run.value())
                        .execute());
    }
}
