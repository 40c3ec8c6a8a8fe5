package dev.mixlab.web;

import dev.mixlab.run.CheckpointId;
import dev.mixlab.run.Checkpoints;
import dev.mixlab.web.CatalogueView.CheckpointView;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelSource;

/** Checkpoints and their download. */
public final class CheckpointOperations implements Operations {

    private final Checkpoints checkpoints;

    public CheckpointOperations(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public void addTo(OperationTable table) {
        ZipDownloads downloads = new ZipDownloads(table);
        table.answer(
                "listCheckpoints",
                inputs -> Answer.ok(
                        checkpoints.list().stream().map(CheckpointView::of).toList()));
        table.answer("getCheckpoint", inputs -> Answer.ok(CheckpointView.of(checkpoints.get(Ids.checkpoint(inputs)))));
        table.stream("downloadCheckpoint", (context, inputs) -> {
            CheckpointId id = Ids.checkpoint(inputs);
            downloads.send(context, id.value(), () -> {
                ModelSource source = checkpoints.open(checkpoints.get(id).id());
                return out -> HuggingFaceFolder.writeZip(out, id.value(), source);
            });
        });
    }
}
