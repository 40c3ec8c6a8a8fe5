package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The form in which a model folder keeps its weights. One form is one implementation. */
sealed interface WeightFiles {

    /** Finds where the bytes of each tensor are, by its name in the files. */
    Map<String, StoredTensor> locate();

    /** The files that hold the weights, in order of name. */
    List<Path> files();

    /** The file that messages about all tensors name. */
    Path origin();

    /** The weights of a folder; safetensors are preferred to pickles, one file to shards. */
    static WeightFiles of(Path folder) {
        Path whole = folder.resolve("model.safetensors");
        if (Files.exists(whole)) {
            return new Whole(whole);
        }
        Path index = folder.resolve("model.safetensors.index.json");
        if (Files.exists(index)) {
            return new Sharded(index);
        }
        for (String name : List.of("pytorch_model.bin", "pytorch_model.bin.index.json")) {
            if (Files.exists(folder.resolve(name))) {
                return new Pickled(folder.resolve(name));
            }
        }
        throw Refusal.of(folder.toString(), "no model.safetensors, no model.safetensors.index.json in the folder");
    }

    /** All tensors in one safetensors file. */
    record Whole(Path file) implements WeightFiles {

        @Override
        public Map<String, StoredTensor> locate() {
            return StoredTensor.in(file);
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

    /** Tensors in several safetensors files of the same folder; an index says which is where. */
    record Sharded(Path index) implements WeightFiles {

        private static final long LARGEST_INDEX = 16L << 20;

        @Override
        public Map<String, StoredTensor> locate() {
            Map<String, Map<String, StoredTensor>> shards = new HashMap<>();
            Map<String, StoredTensor> found = new TreeMap<>();
            for (Map.Entry<String, String> place : weightMap().entrySet()) {
                Path file = shard(place.getValue());
                StoredTensor tensor = shards.computeIfAbsent(place.getValue(), name -> StoredTensor.in(file))
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
            if (!name.endsWith(".safetensors") || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == 0)) {
                throw Refusal.of(
                        index.toString(),
                        "shard %s is not the plain name of a safetensors file beside the index"
                                .formatted(Refusal.printable(name)));
            }
            try {
                return index.resolveSibling(name);
            } catch (InvalidPathException invalid) {
                throw Refusal.of(index.toString(), "shard has an impossible name", invalid);
            }
        }
    }

    /** A pickle of PyTorch, which this program does not read: nothing in it is looked at, let alone executed. */
    record Pickled(Path file) implements WeightFiles {

        @Override
        public Map<String, StoredTensor> locate() {
            throw Refusal.of(
                    file.toString(),
                    "PyTorch pickles are not read yet; convert the folder with transformers:"
                            + " AutoModelForMaskedLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER,"
                            + " safe_serialization=True)");
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
}
