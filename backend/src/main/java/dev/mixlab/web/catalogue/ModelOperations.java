package dev.mixlab.web.catalogue;

import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.catalogue.ModelChanges;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelUses;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.web.catalogue.CatalogueJson.ModelJson;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.transfer.ZipDownloads;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelSource;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists, changes, deletes and downloads models. */
public final class ModelOperations implements Operations {

    private final Models models;
    private final ModelChanges changes;
    private final ModelUses uses;
    private final ModelCards cards;

    public ModelOperations(Models models, ModelChanges changes, ModelUses uses, ModelCards cards) {
        this.models = models;
        this.changes = changes;
        this.uses = uses;
        this.cards = cards;
    }

    @Override
    public void addTo(OperationTable table) {
        ZipDownloads downloads = new ZipDownloads(table);
        table.answer("listModels", this::list);
        table.answer("getModel", inputs -> answer(models.get(inputs.text("modelId"))));
        table.answer("changeModel", inputs -> {
            ModelChange change = inputs.body(ModelChange.class);
            return answer(changes.change(inputs.text("modelId"), change.name(), change.note()));
        });
        table.answer("deleteModel", inputs -> {
            changes.delete(inputs.text("modelId"));
            return Answer.nothing();
        });
        table.stream("downloadModel", (context, inputs) -> {
            String id = inputs.text("modelId");
            downloads.send(context, id, () -> {
                ModelSource source = models.open(id);
                String card = cards.of(id);
                return out -> HuggingFaceFolder.writeZip(out, id, source, card);
            });
        });
    }

    private Answer answer(ModelEntry model) {
        return Answer.ok(ModelJson.of(model, uses.fineTuned(), uses.byModel()));
    }

    private Answer list(Inputs inputs) {
        String text = inputs.optionalText("search");
        var tuned = uses.fineTuned();
        var used = uses.byModel();
        return Answer.ok(models.list().stream()
                .filter(model -> text == null || matches(model, text.toLowerCase(Locale.ROOT)))
                .map(model -> ModelJson.of(model, tuned, used))
                .toList());
    }

    private static boolean matches(ModelEntry model, String text) {
        ModelEntry.About about = model.about();
        return Stream.of(
                        model.id(),
                        model.name(),
                        model.family(),
                        about.note(),
                        about.origin().source(),
                        String.valueOf(about.licence()))
                .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains(text));
    }

    /** The contract's ModelChange. */
    record ModelChange(@Nullable String name, @Nullable String note) {}
}
