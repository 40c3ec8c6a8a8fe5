package dev.mixlab.web.catalogue;

import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.ModelEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models, data sets and checkpoints as the contract has them. */
final class CatalogueJson {

    private CatalogueJson() {}

    /** The contract's Model. */
    record ModelView(
            String id,
            String name,
            String family,
            int layers,
            int hidden,
            int heads,
            int vocabulary,
            long parameters,
            boolean builtIn,
            @Nullable String checkpointOf,
            String sha256,
            SuggestedView suggested) {

        static ModelView of(ModelEntry model, @Nullable String run) {
            ModelEntry.Size size = model.size();
            return new ModelView(
                    model.id(),
                    model.name(),
                    model.family(),
                    size.layers(),
                    size.hidden(),
                    size.heads(),
                    size.vocabulary(),
                    size.parameters(),
                    model.builtIn(),
                    run,
                    model.sha256(),
                    new SuggestedView(
                            model.suggested().learningRate(),
                            model.suggested().epochs(),
                            model.suggested().batchSize()));
        }
    }

    /** Settings to fill a form with. */
    record SuggestedView(double learningRate, int epochs, int batchSize) {}

    /** The contract's DataSet. */
    record DataSetView(
            String id,
            String name,
            int pairs,
            int train,
            int test,
            List<ParadigmCount> paradigms,
            String sha256,
            Instant createdAt) {

        static DataSetView of(DataSet data) {
            return new DataSetView(
                    data.id(),
                    data.name(),
                    data.train() + data.test(),
                    data.train(),
                    data.test(),
                    data.paradigms().entrySet().stream()
                            .map(entry -> new ParadigmCount(entry.getKey(), entry.getValue()))
                            .toList(),
                    data.sha256(),
                    data.createdAt());
        }
    }

    /** Examples of one paradigm. */
    record ParadigmCount(String paradigm, int count) {}

    /** The contract's Checkpoint. */
    record CheckpointView(
            String id,
            String runId,
            String name,
            String modelId,
            double accuracy,
            int tensors,
            long bytes,
            String sha256,
            Instant createdAt) {

        static CheckpointView of(Checkpoint checkpoint) {
            return new CheckpointView(
                    checkpoint.id().value(),
                    checkpoint.run().value(),
                    checkpoint.name(),
                    checkpoint.modelId(),
                    checkpoint.accuracy(),
                    checkpoint.tensors(),
                    checkpoint.bytes(),
                    checkpoint.sha256(),
                    checkpoint.createdAt());
        }
    }
}
