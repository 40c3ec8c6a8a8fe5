package dev.mixlab.app.server;

import dev.mixlab.weights.ClasspathModel;
import dev.mixlab.weights.ModelSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The models inside the jar, one folder each under {@code models/}. */
public final class BuiltInModels {

    private static final List<String> IDS = List.of("tiny-bert", "tiny-roberta", "tiny-electra");

    private BuiltInModels() {}

    /** Ids in the order in which they are shown. */
    public static List<String> ids() {
        return IDS;
    }

    /** Returns suppliers of the built-in models by id. */
    public static Map<String, Supplier<ModelSource>> openers() {
        Map<String, Supplier<ModelSource>> openers = new LinkedHashMap<>();
        for (String id : IDS) {
            openers.put(id, () -> ClasspathModel.open(id));
        }
        return openers;
    }
}
