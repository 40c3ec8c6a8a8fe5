package dev.mixlab.weights;

import dev.mixlab.weights.tensor.Refusal;
import java.util.Map;
import java.util.TreeMap;

/** Tensors under their modern names. */
final class NamedTensors {

    private NamedTensors() {}

    /** Returns the places by modern name; two names in the file for one parameter are refused. */
    static <T> Map<String, T> modern(String origin, Map<String, T> stored) {
        Map<String, T> modern = new TreeMap<>();
        String prefix = TensorNames.wrapper(stored.keySet());
        for (Map.Entry<String, T> tensor : stored.entrySet()) {
            String name = TensorNames.modern(tensor.getKey().substring(prefix.length()));
            if (modern.put(name, tensor.getValue()) != null) {
                throw Refusal.tensor(origin, name, "there twice, under its old and its new name");
            }
        }
        return modern;
    }
}
