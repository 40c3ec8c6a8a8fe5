package dev.mixlab.weights.files;

import dev.mixlab.weights.tensor.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a folder that is not read as a model has instead: the end of a message, which says what to do. */
public final class OtherFiles {

    private static final String ADAPTER =
            "belongs to an adapter, which is no model by itself: merge it into its model and save that";
    private static final String FORMAT = "is not read: save the model from PyTorch as model.safetensors";
    private static final String SHARD = "is one of several files, whose index (%s.index.json) is missing";

    private static final Map<Pattern, String> KINDS = kinds();

    private OtherFiles() {}

    private static Map<Pattern, String> kinds() {
        Map<Pattern, String> kinds = new LinkedHashMap<>();
        kinds.put(Pattern.compile("adapter_(model\\.safetensors|model\\.bin|config\\.json)"), ADAPTER);
        kinds.put(Pattern.compile("model-\\d+-of-\\d+\\.safetensors"), SHARD.formatted("model.safetensors"));
        kinds.put(Pattern.compile("pytorch_model-\\d+-of-\\d+\\.bin"), SHARD.formatted("pytorch_model.bin"));
        kinds.put(
                Pattern.compile("tf_model\\.h5|flax_model\\.msgpack|consolidated.*\\.pth|.*\\.(onnx|gguf|ckpt)"),
                FORMAT);
        kinds.put(Pattern.compile("model_index\\.json"), "is that of a model of diffusers, which makes pictures");
        return kinds;
    }

    /** Returns what is to be said of the other files in a folder, after a semicolon; empty where nothing is known of them. */
    public static String hint(Path folder) {
        List<Path> entries = entries(folder);
        String ofNames = hint(entries.stream()
                .map(entry -> String.valueOf(entry.getFileName()))
                .toList());
        if (!ofNames.isEmpty()) {
            return ofNames;
        }
        return entries.stream()
                .filter(entry -> Files.isRegularFile(entry.resolve(ModelFiles.CONFIG)))
                .findFirst()
                .map(entry -> "; there is one in the folder %s in it"
                        .formatted(Refusal.printable(String.valueOf(entry.getFileName()))))
                .orElse("");
    }

    /** Returns what is to be said of files by their names, after a semicolon; empty where nothing is known of them. */
    public static String hint(Collection<String> names) {
        for (Map.Entry<Pattern, String> kind : KINDS.entrySet()) {
            for (String name : names) {
                if (kind.getKey().matcher(name).matches()) {
                    return "; %s %s".formatted(Refusal.printable(name), kind.getValue());
                }
            }
        }
        return "";
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().limit(1000).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
