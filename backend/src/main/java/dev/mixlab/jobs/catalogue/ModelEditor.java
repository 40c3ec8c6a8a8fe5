package dev.mixlab.jobs.catalogue;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.catalogue.ModelChanges;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelUse;
import dev.mixlab.run.catalogue.ModelUses;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renames, notes on and deletes models, as far as nothing needs them as they are. */
public final class ModelEditor implements ModelChanges {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_NOTE = 2000;

    /** Number of runs that a refusal names. */
    private static final int NAMED = 5;

    private final Models models;
    private final ImportedModels imported;
    private final Checkpoints checkpoints;
    private final ModelUses uses;

    public ModelEditor(Models models, ImportedModels imported, Checkpoints checkpoints, ModelUses uses) {
        this.models = models;
        this.imported = imported;
        this.checkpoints = checkpoints;
        this.uses = uses;
    }

    @Override
    public ModelEntry change(String id, @Nullable String name, @Nullable String note) {
        ModelEntry model = models.get(id);
        if (name != null && !name.strip().equals(model.name())) {
            rename(model, checkedName(name));
        }
        if (note != null) {
            imported.note(id, checkedNote(note));
        }
        return models.get(id);
    }

    /**
     * Returns a name of a model without space around it.
     *
     * @throws InvalidInputException if it is empty, too long, or has control characters
     */
    public static String checkedName(String name) {
        String plain = PlainText.require("the name of a model", name.strip());
        if (plain.isEmpty() || PlainText.length(plain) > LONGEST_NAME) {
            throw new InvalidInputException("the name of a model has 1 to %s characters, not %s"
                    .formatted(LONGEST_NAME, PlainText.length(plain)));
        }
        return plain;
    }

    private static String checkedNote(String note) {
        String plain = note.strip();
        plain.lines().forEach(line -> PlainText.require("a line of the note on a model", line.replace('\t', ' ')));
        if (PlainText.length(plain) > LONGEST_NOTE) {
            throw new InvalidInputException("the note on a model has at most %s characters, not %s"
                    .formatted(LONGEST_NOTE, PlainText.length(plain)));
        }
        return plain;
    }

    private void rename(ModelEntry model, String name) {
        CheckpointId checkpoint = model.checkpoint();
        if (model.builtIn()) {
            throw new ConflictException("model '%s' is built in, and its name is fixed".formatted(model.id()));
        } else if (checkpoint != null) {
            checkpoints.rename(checkpoint, name);
        } else {
            imported.rename(model.id(), name);
        }
    }

    @Override
    public void delete(String id) {
        ModelEntry model = models.get(id);
        if (model.builtIn()) {
            throw new ConflictException("model '%s' is built in and cannot be deleted".formatted(id));
        }
        List<ModelUse> users = uses.needing(id);
        if (!users.isEmpty()) {
            throw new ConflictException("model '%s' is needed by %s %s"
                    .formatted(model.name(), users.size() == 1 ? "the run" : "the runs", names(users)));
        }
        CheckpointId checkpoint = model.checkpoint();
        if (checkpoint == null) {
            if (model.about().origin().kind() == ModelOrigin.Kind.FITTED) {
                requireEnded(model, new RunId(model.about().origin().source()));
            }
            imported.delete(id);
        } else {
            requireEnded(model, checkpoints.get(checkpoint).run());
            checkpoints.delete(checkpoint);
        }
        imported.note(id, "");
    }

    private void requireEnded(ModelEntry model, RunId maker) {
        if (uses.isUnfinished(maker)) {
            throw new ConflictException(
                    "model '%s' is needed by the run %s that makes it".formatted(model.name(), maker));
        }
    }

    private static String names(List<ModelUse> users) {
        String named = users.stream()
                .limit(NAMED)
                .map(use -> "%s ('%s')".formatted(use.runId(), use.name()))
                .collect(Collectors.joining(", "));
        return users.size() <= NAMED ? named : named + " and %s more".formatted(users.size() - NAMED);
    }
}
