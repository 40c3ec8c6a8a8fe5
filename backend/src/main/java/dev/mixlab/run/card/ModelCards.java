package dev.mixlab.run.card;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.Run;
import dev.mixlab.run.Runs;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.id.RunId;
import org.jspecify.annotations.Nullable;

/** Writes the model cards of built-in models, imported ones, models with a fitted head, and checkpoints. */
public final class ModelCards {

    /** The built-in models have the licence of the program, by the name that hubs have for it. */
    private static final String OWN_LICENCE = "apache-2.0";

    private final Runs runs;
    private final Models models;
    private final Checkpoints checkpoints;

    public ModelCards(Runs runs, Models models, Checkpoints checkpoints) {
        this.runs = runs;
        this.models = models;
        this.checkpoints = checkpoints;
    }

    /**
     * Returns the card of a model; the same model has the same card.
     *
     * @throws NotFoundException if there is none of that id
     */
    public String of(String modelId) {
        ModelEntry model = models.get(modelId);
        if (model.checkpoint() != null) {
            Checkpoint checkpoint = checkpoints.get(model.checkpoint());
            return new CheckpointCard(checkpoint, runs.get(checkpoint.run()), base(checkpoint.modelId())).text();
        }
        if (model.about().origin().kind() != Kind.FITTED) {
            return new ModelCard(model, licence(model), null).text();
        }
        Run run = runs.get(new RunId(model.about().origin().source()));
        return new ModelCard(
                        model,
                        licence(model),
                        new HeadFittingNote(run, base(run.spec().modelId())))
                .text();
    }

    /** Returns what is known of a model that another one was made of, which may have been deleted. */
    private Base base(String modelId) {
        try {
            ModelEntry model = models.get(modelId);
            ModelOrigin origin = model.about().origin();
            return new Base(origin.kind() == Kind.HUB ? origin.source() : modelId, licence(model));
        } catch (NotFoundException gone) {
            return new Base(modelId, null);
        }
    }

    private @Nullable String licence(ModelEntry model) {
        if (model.checkpoint() != null) {
            return base(checkpoints.get(model.checkpoint()).modelId()).licence();
        }
        return model.builtIn() ? OWN_LICENCE : model.about().licence();
    }
}
