package dev.mixlab.weights.files;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Tells which files of a model are needed by their names. */
public final class ModelFiles {

    /** Name of the configuration, without which a folder is no model. */
    public static final String CONFIG = "config.json";

    private static final String TOKENIZER = "tokenizer.json";

    private static final Set<String> TEXTS = Set.of(
            CONFIG,
            TOKENIZER,
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            ModelReadme.FILE);

    /** Vocabularies, which a tokenizer.json has in it. */
    private static final Set<String> VOCABULARIES = Set.of("vocab.txt", "vocab.json", "merges.txt");

    /** The forms of weights, the preferred first: the whole file, its index, and the shards of the index. */
    private static final List<Pattern> WEIGHTS = List.of(
            Pattern.compile("model\\.safetensors"),
            Pattern.compile("model\\.safetensors\\.index\\.json|model-\\d+-of-\\d+\\.safetensors"),
            Pattern.compile("pytorch_model\\.bin"),
            Pattern.compile("pytorch_model\\.bin\\.index\\.json|pytorch_model-\\d+-of-\\d+\\.bin"));

    /** Files that are not read; their names are enough to tell somebody what to do. */
    private static final Set<String> MARKERS = Set.of(
            "adapter_model.safetensors",
            "adapter_model.bin",
            "tf_model.h5",
            "flax_model.msgpack",
            "model.onnx",
            "sentencepiece.bpe.model",
            "spiece.model",
            "bpe.codes");

    private ModelFiles() {}

    /**
     * Chooses from the names in a folder those whose content is needed. Of several forms of weights the one is chosen that a
     * {@link dev.mixlab.weights.ModelFolder} prefers.
     */
    public static Set<String> needed(Collection<String> names) {
        Set<String> needed = new TreeSet<>();
        names.stream().filter(TEXTS::contains).forEach(needed::add);
        if (!needed.contains(TOKENIZER)) {
            names.stream().filter(VOCABULARIES::contains).forEach(needed::add);
        }
        for (Pattern form : WEIGHTS) {
            List<String> weights =
                    names.stream().filter(name -> form.matcher(name).matches()).toList();
            if (!weights.isEmpty()) {
                needed.addAll(weights);
                break;
            }
        }
        return needed;
    }

    /** Returns whether a file may be part of a model, by its name. */
    public static boolean isPart(String name) {
        return TEXTS.contains(name)
                || VOCABULARIES.contains(name)
                || MARKERS.contains(name)
                || WEIGHTS.stream().anyMatch(form -> form.matcher(name).matches());
    }

    /** Returns whether a file is one whose name alone matters. */
    public static boolean isMarker(String name) {
        return MARKERS.contains(name);
    }
}
