package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.files.OtherFiles;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StoredTensor;
import dev.mixlab.weights.tensor.StrictJson;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tokenizer.TokenizerFile;
import dev.mixlab.weights.tokenizer.TokenizerFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Hugging Face folder: config.json, a {@link TokenizerFolder tokenizer} if there is one, and weights in one of {@link WeightFiles}. */
public final class ModelFolder implements ModelSource {

    private static final long LARGEST_CONFIG = 1L << 20;

    private final Path folder;
    private final ObjectNode config;
    private final WeightFiles files;
    private final Map<String, StoredTensor> tensors;
    private volatile @Nullable TokenizerFile tokenizer;

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
        Path config = folder.resolve("config.json");
        if (!Files.isRegularFile(config)) {
            throw Refusal.of(config.toString(), "there is no such file" + OtherFiles.hint(folder));
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
        return TokenizerFolder.isIn(folder);
    }

    @Override
    public byte[] tokenizer() {
        return tokenizerFile().content();
    }

    /** Returns the tokenizer with what is to be said about its files; refused when there is none. */
    public TokenizerFile tokenizerFile() {
        if (!hasTokenizer()) {
            throw new InvalidInputException(folder
                    + ": no tokenizer.json in the folder, and neither vocab.txt nor vocab.json with merges.txt"
                    + TokenizerFolder.other(folder).map(note -> "; " + note).orElse(""));
        }
        TokenizerFile read = tokenizer;
        if (read == null) {
            read = TokenizerFolder.read(folder, config);
            tokenizer = read;
        }
        return read;
    }

    /** What somebody who uses the folder should know although it is accepted: sentences, none where nothing is unusual. */
    public List<String> notes() {
        Stream<String> unread = WeightFiles.unread(folder, files).stream()
                .map(name -> "%s is there too and is not read, since %s is preferred"
                        .formatted(name, files.origin().getFileName()));
        return Stream.concat(tokenizerNotes().stream(), unread).toList();
    }

    private List<String> tokenizerNotes() {
        return hasTokenizer()
                ? tokenizerFile().notes()
                : TokenizerFolder.other(folder).stream().toList();
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
                        Stream.of(folder.resolve("config.json")),
                        Stream.concat(
                                TokenizerFolder.files(folder).stream(),
                                Stream.concat(Stream.of(files.origin()), files.files().stream())))
                .filter(Files::exists)
                .distinct()
                .toList();
    }
}
