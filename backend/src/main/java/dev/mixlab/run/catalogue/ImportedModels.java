package dev.mixlab.run.catalogue;

import dev.mixlab.run.account.Owners;
import dev.mixlab.weights.ModelSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The port to imported models, and to the notes on all models. Equal tensors are stored once, whatever model they belong to. */
public interface ImportedModels {

    /**
     * Stores a model, or returns the one of the same content that is stored already. A failure leaves nothing.
     *
     * @param storedBytes told the number of bytes of tensors that have been stored; what it throws ends the storing
     */
    ImportedModel save(New model, LongConsumer storedBytes);

    Optional<ImportedModel> find(String id);

    /** Returns all imported models, the latest first. */
    List<ImportedModel> list();

    /**
     * Opens a model, whose tensors are read from the database on request.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     */
    ModelSource open(String id);

    /** Changes the name of a model, if it is there. */
    void rename(String id, String name);

    /** Deletes a model, if it is there, and the contents that no other model has. A run that fitted its head keeps its results. */
    void delete(String id);

    /** Returns the notes by the id of the model. */
    Map<String, String> notes();

    /** Stores the note on any model in place of the one before; an empty note is none. */
    void note(String id, String note);

    /** What brings a model: an import, or a run that has fitted a head. */
    record Maker(Owners.Kind kind, String id) {}

    /**
     * A model to be stored.
     *
     * @param name display name, from which the id is made
     * @param source its configuration, tokenizer and tensors
     * @param maskedLm whether it has a head for masked language modelling
     * @param licence licence as its model card names it, or null
     * @param origin where it comes from
     * @param remarks sentences that somebody who uses it should know
     * @param maker what brings it; the model belongs to its owner at the moment of storing. One that is stored already stays whose it is
     */
    record New(
            String name,
            ModelSource source,
            boolean maskedLm,
            @Nullable String licence,
            ModelOrigin origin,
            List<String> remarks,
            Maker maker) {}
}
