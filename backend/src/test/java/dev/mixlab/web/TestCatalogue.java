package dev.mixlab.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Range;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelEntry.About;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.text.TinyTokenizers;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.web.catalogue.CatalogueOperations.BlimpImport;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One model beside the stored checkpoints, one data set and three methods. */
public final class TestCatalogue {

    /** Numbers in the only tensor of a checkpoint: 8 MB. */
    public static final int NUMBERS = 2_000_000;

    private final TestStore store;

    public TestCatalogue(TestStore store) {
        this.store = store;
    }

    /** Stores the checkpoint of a run, or returns the one that it has. */
    Checkpoint checkpoint(RunId run) {
        Tensor weights = Tensor.of("embeddings", List.of((long) NUMBERS), new float[NUMBERS]);
        return store.checkpoints.save(new Checkpoints.New(
                run,
                "tiny-bert, tuned",
                "tiny-bert",
                0.98,
                JsonNodeFactory.instance.objectNode().put("model_type", "bert"),
                TinyTokenizers.wordPiece(List.of("a")),
                TensorSource.of(List.of(weights))));
    }

    Models models() {
        ModelEntry.Size size = new ModelEntry.Size(6, 128, 4, 3000, 1_600_000);
        Models stored = new ModelCatalogue(Map.of(), store.checkpoints, store.imported);
        return new Models() {
            @Override
            public List<ModelEntry> list() {
                Stream<ModelEntry> imported = store.imported.list().stream().map(model -> stored.get(model.id()));
                Stream<ModelEntry> tuned = store.checkpoints.list().stream().map(one -> tuned(one, size));
                return Stream.of(Stream.of(tiny(size)), imported, tuned)
                        .flatMap(entries -> entries)
                        .toList();
            }

            @Override
            public ModelEntry get(String id) {
                return list().stream()
                        .filter(entry -> entry.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("there is no model " + id));
            }

            @Override
            public ModelSource open(String id) {
                return stored.open(id);
            }
        };
    }

    private ModelEntry tiny(ModelEntry.Size size) {
        SuggestedSettings suggested = new SuggestedSettings(
                FineTuningSettings.paper().withLearningRate(3e-4), TenSentences.METHODS.subList(0, 2));
        About about = new About(
                true,
                3_200_000,
                "Apache-2.0",
                ModelOrigin.of(Kind.BUILT_IN, "tiny-bert"),
                store.imported.notes().getOrDefault("tiny-bert", ""),
                List.of(),
                null);
        return new ModelEntry("tiny-bert", "Tiny BERT", "bert", size, "ab".repeat(32), null, suggested, about);
    }

    /** A checkpoint whose configuration cannot be read, as the catalogue would have it. */
    private static ModelEntry tuned(Checkpoint one, ModelEntry.Size size) {
        About about = new About(
                true, one.bytes(), null, ModelOrigin.of(Kind.RUN, one.run().value()), "", List.of(), one.createdAt());
        String id = one.id().value();
        return new ModelEntry(
                id,
                one.name(),
                "bert",
                size,
                one.sha256(),
                one.id(),
                new SuggestedSettings(FineTuningSettings.paper(), TenSentences.METHODS),
                about);
    }

    public BlimpImport blimp() {
        return new BlimpImport() {
            @Override
            public DataSet read(Path folder, @Nullable AccountId owner) {
                BlimpReader.read(folder);
                return download(owner);
            }

            @Override
            public DataSet download(@Nullable AccountId owner) {
                return store.dataSets.register(Samples.data("sample", "dogs"), new DataOrigin("test"), owner);
            }
        };
    }

    List<MethodInfo> methods() {
        Range distance = new Range(0, Double.POSITIVE_INFINITY);
        Aggregation[] some = {Aggregation.NONE, Aggregation.LAST_LAYER};
        return List.of(
                mixing(0, "Zeroing", distance, Aggregation.values()),
                mixing(1, "Attention", Range.SHARE, some),
                MethodInfo.attribution(TenSentences.METHODS.get(2), "Integrated gradients")
                        .paper("a paper")
                        .description("Three.")
                        .needs(MethodInfo.Need.PATH)
                        .aggregations(some)
                        .build());
    }

    private static MethodInfo mixing(int index, String name, Range range, Aggregation... aggregations) {
        return MethodInfo.contextMixing(TenSentences.METHODS.get(index), name)
                .paper("a paper")
                .description("One.")
                .range(range)
                .aggregations(aggregations)
                .build();
    }
}
