package dev.mixlab.jobs.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.cost.Suggestions;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.ImportedModel;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelEntry.About;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue of the built-in models, the imported ones and all checkpoints. */
public final class ModelCatalogue implements Models {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalogue.class);

    /** Number of models whose configurations are cached, at a few hundred bytes each. */
    private static final int REMEMBERED = 1000;

    /** The built-in models are part of the program and have its licence. */
    private static final String LICENCE_OF_BUILT_IN = "Apache-2.0";

    private final Map<String, Supplier<ModelSource>> builtIn;
    private final Checkpoints checkpoints;
    private final ImportedModels imported;
    private final Cache<String, Architecture> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** What never changes about a model of one id. */
    private record Architecture(String family, ModelEntry.Size size, String sha256, long bytes) {

        static Architecture of(ModelSource source) {
            EncoderConfig config = EncoderConfig.of(source);
            List<TensorInfo> tensors = source.tensors();
            long parameters = tensors.stream()
                    .filter(info -> info.type().floating())
                    .mapToLong(TensorInfo::elements)
                    .sum();
            return new Architecture(
                    config.family().id(),
                    new ModelEntry.Size(
                            config.layers(), config.hidden(), config.heads(), config.vocabulary(), parameters),
                    source.sha256(),
                    tensors.stream().mapToLong(TensorInfo::byteCount).sum());
        }
    }

    /**
     * Creates a catalogue.
     *
     * @param builtIn suppliers of the built-in models by id, in display order
     * @param checkpoints the checkpoints
     * @param imported the imported models, and the notes on all models
     */
    public ModelCatalogue(
            Map<String, Supplier<ModelSource>> builtIn, Checkpoints checkpoints, ImportedModels imported) {
        this.builtIn = new LinkedHashMap<>(builtIn);
        this.checkpoints = checkpoints;
        this.imported = imported;
    }

    @Override
    public List<ModelEntry> list() {
        Map<String, String> notes = imported.notes();
        List<ModelEntry> entries = new ArrayList<>();
        builtIn.keySet().forEach(id -> entries.add(builtIn(id, notes)));
        imported.list().forEach(model -> addReadable(entries, model.id(), () -> entry(model, notes)));
        checkpoints
                .list()
                .forEach(checkpoint -> addReadable(entries, checkpoint.id().value(), () -> entry(checkpoint, notes)));
        return entries;
    }

    private static void addReadable(List<ModelEntry> entries, String id, Supplier<ModelEntry> entry) {
        try {
            entries.add(entry.get());
        } catch (DamagedDataException damaged) {
            LOG.warn("the list of models lacks {}: {}", id, damaged.getMessage());
        }
    }

    @Override
    public ModelEntry get(String id) {
        Map<String, String> notes = imported.notes();
        if (builtIn.containsKey(id)) {
            return builtIn(id, notes);
        }
        Optional<ImportedModel> model = imported.find(id);
        return model.isPresent() ? entry(model.get(), notes) : entry(checkpoints.get(checkpointId(id)), notes);
    }

    @Override
    public ModelSource open(String id) {
        Supplier<ModelSource> opener = builtIn.get(id);
        if (opener != null) {
            return opener.get();
        }
        return imported.find(id).isPresent() ? imported.open(id) : checkpoints.open(checkpointId(id));
    }

    private static CheckpointId checkpointId(String id) {
        try {
            return new CheckpointId(id);
        } catch (InvalidInputException notOne) {
            throw new NotFoundException("there is no model '%s'".formatted(id), notOne);
        }
    }

    private ModelEntry builtIn(String id, Map<String, String> notes) {
        Architecture architecture = architecture(id);
        ModelOrigin origin = ModelOrigin.of(Kind.BUILT_IN, id);
        About about = new About(
                true, architecture.bytes(), LICENCE_OF_BUILT_IN, origin, notes.getOrDefault(id, ""), List.of(), null);
        return new ModelEntry(
                id,
                id,
                architecture.family(),
                architecture.size(),
                architecture.sha256(),
                null,
                Suggestions.of(architecture.size()),
                about);
    }

    private ModelEntry entry(ImportedModel model, Map<String, String> notes) {
        Architecture architecture = architecture(model.id());
        About about = new About(
                model.maskedLm(),
                model.bytes(),
                model.licence(),
                model.origin(),
                notes.getOrDefault(model.id(), ""),
                model.remarks(),
                model.createdAt());
        return new ModelEntry(
                model.id(),
                model.name(),
                architecture.family(),
                architecture.size(),
                model.sha256(),
                null,
                Suggestions.of(architecture.size()),
                about);
    }

    private ModelEntry entry(Checkpoint checkpoint, Map<String, String> notes) {
        String id = checkpoint.id().value();
        Architecture architecture = architecture(id);
        About about = new About(
                true,
                checkpoint.bytes(),
                licence(checkpoint.modelId()),
                ModelOrigin.of(Kind.RUN, checkpoint.run().value()),
                notes.getOrDefault(id, ""),
                List.of(),
                checkpoint.createdAt());
        return new ModelEntry(
                id,
                checkpoint.name(),
                architecture.family(),
                architecture.size(),
                checkpoint.sha256(),
                checkpoint.id(),
                Suggestions.of(architecture.size()),
                about);
    }

    private Architecture architecture(String id) {
        return known.get(id, name -> Architecture.of(open(name)));
    }

    /** The licence of the model that a checkpoint was fine-tuned from, as far as it is still there. */
    private @Nullable String licence(String start) {
        if (builtIn.containsKey(start)) {
            return LICENCE_OF_BUILT_IN;
        }
        return imported.find(start).map(ImportedModel::licence).orElse(null);
    }
}
