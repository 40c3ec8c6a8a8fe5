package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.weights.files.OtherFiles;
import dev.mixlab.weights.pickle.PickledFile;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StoredTensor;
import dev.mixlab.weights.tensor.StrictJson;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The form in which a model folder keeps its weights. One form is one implementation. */
sealed interface WeightFiles {

    String SAFETENSORS = ".safetensors";
    String PICKLE = ".bin";

    /** Finds where the bytes of each tensor are, by its name in the files. */
    Map<String, StoredTensor> locate();

    /** The files that hold the weights, in order of name. */
    List<Path> files();

    /** The file that messages about all tensors name. */
    Path origin();

    /** The weights of a folder; safetensors are preferred to pickles, one file to shards. */
    static WeightFiles of(Path folder) {
        for (String name : List.of("model" + SAFETENSORS, "pytorch_model" + PICKLE)) {
            Path whole = folder.resolve(name);
            if (Files.exists(whole)) {
                return new Whole(whole);
            }
            Path index = folder.resolve(name + ".index.json");
            if (Files.exists(index)) {
                return new Sharded(index);
            }
        }
        throw Refusal.of(
                folder.toString(),
                "no model.safetensors, no pytorch_model.bin, and no index of several such files in the folder"
                        + OtherFiles.hint(folder));
    }

    /** Returns the names of weights that a folder has besides those that are read. */
    static List<String> unread(Path folder, WeightFiles read) {
        return Stream.of("model" + SAFETENSORS, "model.safetensors.index.json", "pytorch_model" + PICKLE)
                .filter(name -> Files.exists(folder.resolve(name))
                        && !folder.resolve(name).equals(read.origin()))
                .toList();
    }

    /** Finds the tensors of one file by its kind. */
    private static Map<String, StoredTensor> locate(Path file) {
        return file.toString().endsWith(PICKLE) ? PickledFile.tensors(file) : SafetensorsFile.locate(file);
    }

    /** All tensors in one file. */
    record Whole(Path file) implements WeightFiles {

        @Override
        public Map<String, StoredTensor> locate() {
            return WeightFiles.locate(file);
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public Path origin() {
            return file;
        }
    }

    /** Tensors in several files of the same folder; an index says which is where. */
    record Sharded(Path index) implements WeightFiles {

        private static final long LARGEST_INDEX = 16L << 20;

        @Override
        public Map<String, StoredTensor> locate() {
            Map<String, Map<String, StoredTensor>> shards = new HashMap<>();
            Map<String, StoredTensor> found = new TreeMap<>();
            for (Map.Entry<String, String> place : weightMap().entrySet()) {
                Path file = shard(place.getValue());
                StoredTensor tensor = shards.computeIfAbsent(place.getValue(), name -> WeightFiles.locate(file))
                        .get(place.getKey());
                if (tensor == null) {
                    throw Refusal.tensor(
                            index.toString(), place.getKey(), "not in %s, where the index puts it".formatted(file));
                }
                found.put(place.getKey(), tensor);
            }
            return found;
        }

        @Override
        public List<Path> files() {
            return new TreeSet<>(weightMap().values()).stream().map(this::shard).toList();
        }

        @Override
        public Path origin() {
            return index;
        }

        private Map<String, String> weightMap() {
            ObjectNode json = StrictJson.read(index, LARGEST_INDEX);
            JsonNode map = json.path("weight_map");
            if (!map.isObject() || map.isEmpty()) {
                throw Refusal.of(index.toString(), "weight_map is not an object with a file per tensor");
            }
            Map<String, String> places = new TreeMap<>();
            for (Map.Entry<String, JsonNode> property : map.properties()) {
                if (!property.getValue().isTextual()) {
                    throw Refusal.tensor(index.toString(), property.getKey(), "weight_map gives no name of a file");
                }
                places.put(property.getKey(), property.getValue().textValue());
            }
            return places;
        }

        private Path shard(String name) {
            String kind = index.toString().endsWith(PICKLE + ".index.json") ? PICKLE : SAFETENSORS;
            if (!name.endsWith(kind) || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == 0)) {
                throw Refusal.of(
                        index.toString(),
                        "shard %s is not the plain name of a %s file beside the index"
                                .formatted(Refusal.printable(name), kind.substring(1)));
            }
            try {
                Path file = index.resolveSibling(name);
                if (!Files.isRegularFile(file)) {
                    throw Refusal.of(
                            file.toString(),
                            "there is no such file, which %s names; download all files of the model"
                                    .formatted(index.getFileName()));
                }
                return file;
            } catch (InvalidPathException invalid) {
                throw Refusal.of(index.toString(), "shard has an impossible name", invalid);
            }
        }
    }
}
