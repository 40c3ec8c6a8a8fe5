package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StoredTensor;
import dev.mixlab.weights.tensor.StrictJson;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Hugging Face folder: config.json, tokenizer.json if there is one, and weights in one of {@link WeightFiles}. */
public final class ModelFolder implements ModelSource {

    private static final long LARGEST_CONFIG = 1L << 20;

    private final Path folder;
    private final ObjectNode config;
    private final WeightFiles files;
    private final Map<String, StoredTensor> tensors;

    private ModelFolder(Path folder) {
        this.folder = folder;
        this.config = StrictJson.read(folder.resolve("config.json"), LARGEST_CONFIG);
        this.files = WeightFiles.of(folder);
        this.tensors = NamedTensors.modern(weightsOrigin(), files.locate());
    }

    /** Opens a folder and checks configuration and headers; the elements of a tensor are checked when it is read. */
    public static ModelFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Refusal.of(folder.toString(), "there is no such folder");
        }
        return new ModelFolder(folder);
    }

    @Override
    public String origin() {
        return folder.toString();
    }

    @Override
    public String weightsOrigin() {
        return files.origin().toString();
    }

    @Override
    public JsonNode config() {
        return config.deepCopy();
    }

    @Override
    public boolean hasTokenizer() {
        return Files.exists(tokenizerFile());
    }

    @Override
    public byte[] tokenizer() {
        if (!hasTokenizer()) {
            throw new InvalidInputException(folder + ": no tokenizer.json in the folder" + otherTokenizer());
        }
        return TokenizerFile.open(tokenizerFile()).content();
    }

    /** What is said of the tokenizer files of a folder that are not read; empty where there are none. */
    private String otherTokenizer() {
        return tokenizerNotes().stream().findFirst().map(note -> "; " + note).orElse("");
    }

    /** What somebody who uses the folder should know although it is accepted: sentences, none where nothing is unusual. */
    public List<String> notes() {
        Stream<String> unread = WeightFiles.unread(folder, files).stream()
                .map(name -> "%s is there too and is not read, since %s is preferred"
                        .formatted(name, files.origin().getFileName()));
        return Stream.concat(tokenizerNotes().stream(), unread).toList();
    }

    private List<String> tokenizerNotes() {
        if (hasTokenizer()) {
            return TokenizerFile.open(tokenizerFile()).notes();
        }
        return Stream.of("vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spiece.model")
                .filter(name -> Files.exists(folder.resolve(name)))
                .limit(1)
                .map(name -> ("%s is not read: a tokenizer.json is needed, which AutoTokenizer.from_pretrained(FOLDER)"
                                + ".save_pretrained(FOLDER) of transformers writes")
                        .formatted(name))
                .toList();
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.entrySet().stream()
                .map(tensor -> tensor.getValue().entry().info().named(tensor.getKey()))
                .toList();
    }

    @Override
    public Tensor read(String name) {
        @Nullable StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw Refusal.tensor(weightsOrigin(), name, "missing from the weights");
        }
        return tensor.read(name);
    }

    /** The files that hold the weights, in order of name. */
    public List<Path> weightFiles() {
        return files.files();
    }

    /** All files of the model: configuration, tokenizer, the weights' index and the weights, as far as they are there. */
    public List<Path> files() {
        return Stream.concat(
                        Stream.of(folder.resolve("config.json"), tokenizerFile(), files.origin()),
                        files.files().stream())
                .filter(Files::exists)
                .distinct()
                .toList();
    }

    private Path tokenizerFile() {
        return folder.resolve("tokenizer.json");
    }
}
