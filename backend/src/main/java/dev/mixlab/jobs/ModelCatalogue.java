package dev.mixlab.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue of the built-in models and all checkpoints. */
public final class ModelCatalogue implements Models {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalogue.class);

    /** Number of parameters below which a higher learning rate is suggested than the paper's, whose smallest model has 14 million. */
    private static final long SMALL = 5_000_000;

    private static final double RATE_OF_SMALL = 3e-4;

    /** Number of models whose configurations are cached, at a few hundred bytes each. */
    private static final int REMEMBERED = 1000;

    private final Map<String, Supplier<ModelSource>> builtIn;
    private final Checkpoints checkpoints;
    private final Cache<String, ModelEntry> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * Creates a catalogue.
     *
     * @param builtIn suppliers of the built-in models by id, in display order
     */
    public ModelCatalogue(Map<String, Supplier<ModelSource>> builtIn, Checkpoints checkpoints) {
        this.builtIn = new LinkedHashMap<>(builtIn);
        this.checkpoints = checkpoints;
    }

    @Override
    public List<ModelEntry> list() {
        List<ModelEntry> entries = new ArrayList<>();
        builtIn.keySet().forEach(id -> entries.add(get(id)));
        for (Checkpoint checkpoint : checkpoints.list()) {
            try {
                entries.add(entry(checkpoint));
            } catch (DamagedDataException damaged) {
                LOG.warn("the list of models lacks {}: {}", checkpoint.id(), damaged.getMessage());
            }
        }
        return entries;
    }

    @Override
    public ModelEntry get(String id) {
        if (builtIn.containsKey(id)) {
            return known.get(id, name -> entry(name, name, open(name), null));
        }
        return entry(checkpoints.get(checkpointId(id)));
    }

    private ModelEntry entry(Checkpoint checkpoint) {
        return known.get(
                checkpoint.id().value(),
                id -> entry(id, checkpoint.name(), checkpoints.open(checkpoint.id()), checkpoint.id()));
    }

    @Override
    public ModelSource open(String id) {
        Supplier<ModelSource> opener = builtIn.get(id);
        return opener == null ? checkpoints.open(checkpointId(id)) : opener.get();
    }

    private static CheckpointId checkpointId(String id) {
        try {
            return new CheckpointId(id);
        } catch (InvalidInputException notOne) {
            throw new NotFoundException("there is no model '%s'".formatted(id), notOne);
        }
    }

    private static ModelEntry entry(String id, String name, ModelSource source, @Nullable CheckpointId checkpoint) {
        EncoderConfig config = EncoderConfig.of(source);
        long parameters = source.tensors().stream()
                .filter(info -> info.type().floating())
                .mapToLong(TensorInfo::elements)
                .sum();
        ModelEntry.Size size =
                new ModelEntry.Size(config.layers(), config.hidden(), config.heads(), config.vocabulary(), parameters);
        return new ModelEntry(id, name, config.family().id(), size, source.sha256(), checkpoint, suggested(parameters));
    }

    private static FineTuningSettings suggested(long parameters) {
        FineTuningSettings paper = FineTuningSettings.paper();
        return parameters < SMALL ? paper.withLearningRate(RATE_OF_SMALL) : paper;
    }
}
