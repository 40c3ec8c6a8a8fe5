package dev.mixlab.web.catalogue;

import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.transfer.ZipDownloads;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelSource;

/** Lists checkpoints and answers their download. */
public final class CheckpointOperations implements Operations {

    private final Checkpoints checkpoints;
    private final ModelCards cards;

    public CheckpointOperations(Checkpoints checkpoints, ModelCards cards) {
        this.checkpoints = checkpoints;
        this.cards = cards;
    }

    @Override
    public void addTo(OperationTable table) {
        ZipDownloads downloads = new ZipDownloads(table);
        table.answer("listCheckpoints", inputs -> Answer.ok(checkpoints.list()));
        table.answer("getCheckpoint", inputs -> Answer.ok(checkpoints.get(Ids.checkpoint(inputs))));
        table.stream("downloadCheckpoint", (context, inputs) -> {
            CheckpointId id = Ids.checkpoint(inputs);
            downloads.send(context, id.value(), () -> {
                ModelSource source = checkpoints.open(id);
                String card = cards.of(id.value());
                return out -> HuggingFaceFolder.writeZip(out, id.value(), source, card);
            });
        });
    }
}
