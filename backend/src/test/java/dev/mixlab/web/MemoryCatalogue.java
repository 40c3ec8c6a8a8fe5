package dev.mixlab.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Range;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.web.catalogue.CatalogueOperations.BlimpImport;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model, its checkpoint, a data set and three methods in memory. */
final class MemoryCatalogue {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final String HASH = "ab".repeat(32);
    private static final DataSet SAMPLE =
            new DataSet("sample", "Sample", 4, 6, Map.of("ana", 3, "rpsv", 7), HASH, TIME);

    /** Numbers in the checkpoint's only tensor: 8 MB. */
    static final int NUMBERS = 2_000_000;

    final Checkpoint checkpoint = new Checkpoint(
            CheckpointId.fresh(), RunId.fresh(), "tiny-bert, tuned", "tiny-bert", 0.98, 1, 4L * NUMBERS, HASH, TIME);

    Models models() {
        ModelEntry.Size size = new ModelEntry.Size(6, 128, 4, 3000, 1_600_000);
        FineTuningSettings paper = FineTuningSettings.paper();
        List<ModelEntry> entries = List.of(
                new ModelEntry("tiny-bert", "Tiny BERT", "bert", size, HASH, null, paper),
                new ModelEntry(checkpoint.id().value(), "tuned", "bert", size, HASH, checkpoint.id(), paper));
        return new Models() {
            @Override
            public List<ModelEntry> list() {
                return entries;
            }

            @Override
            public ModelEntry get(String id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ModelSource open(String id) {
                throw new UnsupportedOperationException();
            }
        };
    }

    Checkpoints checkpoints() {
        return new Checkpoints() {
            @Override
            public Checkpoint save(New checkpoint) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Checkpoint get(CheckpointId id) {
                if (!id.equals(checkpoint.id())) {
                    throw new NotFoundException("there is no checkpoint '%s'".formatted(id));
                }
                return checkpoint;
            }

            @Override
            public List<Checkpoint> list() {
                return List.of(checkpoint);
            }

            @Override
            public ModelSource open(CheckpointId id) {
                return new MemoryModel();
            }
        };
    }

    DataSets dataSets() {
        return new DataSets() {
            @Override
            public List<DataSet> list() {
                return List.of(SAMPLE);
            }

            @Override
            public DataSet get(String id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public AgreementData open(String id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public DataSet register(AgreementData data) {
                throw new UnsupportedOperationException();
            }
        };
    }

    BlimpImport blimp() {
        return new BlimpImport() {
            @Override
            public DataSet read(Path folder) {
                if (!Files.isDirectory(folder)) {
                    throw new InvalidInputException("folder '%s' does not exist".formatted(folder));
                }
                return SAMPLE;
            }

            @Override
            public DataSet download() {
                return SAMPLE;
            }
        };
    }

    List<MethodInfo> methods() {
        List<Aggregation> some = List.of(Aggregation.NONE, Aggregation.LAST_LAYER);
        List<Aggregation> all = List.of(Aggregation.values());
        MethodInfo.Range distance = new MethodInfo.Range(0, Double.POSITIVE_INFINITY);
        Set<MethodInfo.Need> trace = Set.of(MethodInfo.Need.TRACE);
        return List.of(
                new MethodInfo(
                        MemoryScores.METHODS.get(0),
                        "Zeroing",
                        MethodInfo.Kind.CONTEXT_MIXING,
                        "a paper",
                        "One.",
                        trace,
                        distance,
                        false,
                        all),
                new MethodInfo(
                        MemoryScores.METHODS.get(1),
                        "Attention",
                        MethodInfo.Kind.CONTEXT_MIXING,
                        "a paper",
                        "Two.",
                        trace,
                        Range.SHARE,
                        false,
                        some),
                new MethodInfo(
                        MemoryScores.METHODS.get(2),
                        "Integrated gradients",
                        MethodInfo.Kind.ATTRIBUTION,
                        "a paper",
                        "Three.",
                        Set.of(MethodInfo.Need.PATH),
                        Range.ANY,
                        true,
                        some));
    }

    /** A model of one tensor. */
    private static final class MemoryModel implements ModelSource {

        private final Tensor tensor = Tensor.of("embeddings", List.of((long) NUMBERS), new float[NUMBERS]);

        @Override
        public String origin() {
            return "memory";
        }

        @Override
        public JsonNode config() {
            return JsonNodeFactory.instance.objectNode().put("model_type", "bert");
        }

        @Override
        public boolean hasTokenizer() {
            return false;
        }

        @Override
        public byte[] tokenizer() {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public List<TensorInfo> tensors() {
            return List.of(tensor.info());
        }

        @Override
        public Tensor read(String name) {
            return tensor;
        }
    }
}
