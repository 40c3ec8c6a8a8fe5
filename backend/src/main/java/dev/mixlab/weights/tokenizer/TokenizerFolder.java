package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.weights.tensor.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tokenizer in a model folder: a tokenizer.json, or a vocab.txt (WordPiece), or a vocab.json with merges.txt (byte-level BPE).
 */
public final class TokenizerFolder {

    /** The file that has a whole tokenizer. */
    public static final String FILE = "tokenizer.json";

    private static final List<String> VOCABULARIES =
            List.of(WordPieceConversion.VOCABULARY, ByteLevelConversion.VOCABULARY, MergesFile.NAME);

    private static final String WAY_OUT = "a tokenizer.json is needed, which AutoTokenizer.from_pretrained(FOLDER)"
            + ".save_pretrained(FOLDER) of transformers writes";

    /** Classes of transformers that read a vocab.txt as BertTokenizer does. */
    private static final Set<String> WORD_PIECE = Set.of(
            "BertTokenizer",
            "ElectraTokenizer",
            "DistilBertTokenizer",
            "ConvBertTokenizer",
            "LayoutLMTokenizer",
            "MobileBertTokenizer",
            "SqueezeBertTokenizer");

    /** Classes of transformers that read vocab.json and merges.txt as RobertaTokenizer does. */
    private static final Set<String> BYTE_LEVEL =
            Set.of("RobertaTokenizer", "BartTokenizer", "LongformerTokenizer", "LEDTokenizer");

    private static final Set<String> BYTE_LEVEL_FAMILIES = Set.of("roberta", "xlm-roberta", "camembert");

    private final SettingFiles settings;
    private final JsonNode config;

    private TokenizerFolder(SettingFiles settings, JsonNode config) {
        this.settings = settings;
        this.config = config;
    }

    /** Returns whether a folder has the files of a tokenizer that can be read, or a part of them. */
    public static boolean isIn(Path folder) {
        return Stream.concat(Stream.of(FILE), VOCABULARIES.stream())
                .anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    /**
     * Reads the tokenizer of a folder.
     *
     * @param config the model's config.json, which may name the class of the tokenizer; an empty object where there is none
     * @throws dev.mixlab.common.WeightFileException naming the file and the rule it breaks
     */
    public static TokenizerFile read(Path folder, JsonNode config) {
        SettingFiles settings = SettingFiles.of(folder);
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? TokenizerFile.open(file, settings)
                : new TokenizerFolder(settings, config).convert();
    }

    /** Reads the tokenizer of a folder, or the one to which a file belongs, as {@link #read}. */
    public static TokenizerFile open(Path path, JsonNode config) {
        if (Files.isDirectory(path)) {
            return read(path, config);
        }
        Path folder = path.toAbsolutePath().getParent();
        SettingFiles settings = SettingFiles.of(folder == null ? path : folder);
        return VOCABULARIES.contains(String.valueOf(path.getFileName()))
                ? new TokenizerFolder(settings, config).convert()
                : TokenizerFile.open(path, settings);
    }

    /** Returns the files that {@link #read} reads. */
    public static List<Path> files(Path folder) {
        Stream<String> names = Files.exists(folder.resolve(FILE)) ? Stream.of(FILE) : VOCABULARIES.stream();
        return Stream.concat(names, Stream.of(SettingFiles.CONFIG, SettingFiles.SPECIAL, SettingFiles.ADDED))
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
    }

    /** Says of a folder without a tokenizer that can be read which other tokenizer it has, if any. */
    public static Optional<String> other(Path folder) {
        return Stream.of("sentencepiece.bpe.model", "spiece.model", "bpe.codes")
                .filter(name -> Files.exists(folder.resolve(name)))
                .findFirst()
                .map(name -> "%s is not read: %s".formatted(name, WAY_OUT));
    }

    private TokenizerFile convert() {
        String named = tokenizerClass();
        boolean wordPiece = has(WordPieceConversion.VOCABULARY);
        boolean byteLevel = has(ByteLevelConversion.VOCABULARY) || has(MergesFile.NAME);
        if (WORD_PIECE.contains(named)) {
            require(wordPiece, named, WordPieceConversion.VOCABULARY);
            return WordPieceConversion.convert(settings);
        }
        if (BYTE_LEVEL.contains(named)) {
            require(byteLevel, named, ByteLevelConversion.VOCABULARY + " and " + MergesFile.NAME);
            return ByteLevelConversion.convert(settings);
        }
        if (!named.isEmpty()) {
            throw Refusal.of(
                    settings.folder().toString(),
                    "the tokenizer is a %s, whose files are not read; %s".formatted(Refusal.printable(named), WAY_OUT));
        }
        return withoutClass(wordPiece, byteLevel);
    }

    private TokenizerFile withoutClass(boolean wordPiece, boolean byteLevel) {
        String family = config.path("model_type").asText();
        boolean usuallyByteLevel = BYTE_LEVEL_FAMILIES.contains(family);
        boolean asByteLevel = byteLevel && (usuallyByteLevel || !wordPiece);
        TokenizerFile file =
                asByteLevel ? ByteLevelConversion.convert(settings) : WordPieceConversion.convert(settings);
        if (family.isEmpty() || asByteLevel == usuallyByteLevel) {
            return file;
        }
        List<String> notes = new ArrayList<>(file.notes());
        notes.add(
                "the tokenizer is read as a %s, which is unusual for model_type %s; tokenizer_class in %s says it for certain"
                        .formatted(asByteLevel ? "RobertaTokenizer" : "BertTokenizer", family, SettingFiles.CONFIG));
        return new TokenizerFile(file.name(), file.content(), notes);
    }

    private boolean has(String name) {
        return Files.exists(settings.folder().resolve(name));
    }

    private void require(boolean there, String named, String files) {
        if (!there) {
            throw Refusal.of(
                    settings.folder().toString(),
                    "the tokenizer is a %s, for which the folder lacks %s; %s".formatted(named, files, WAY_OUT));
        }
    }

    /** The class as transformers looks for it; the general classes read a tokenizer.json only and tell nothing. */
    private String tokenizerClass() {
        for (JsonNode file : List.of(settings.config(), config)) {
            String named = file.path("tokenizer_class").asText("").replaceFirst("Fast$", "");
            if (!named.isEmpty() && !named.equals("null") && !named.startsWith("PreTrainedTokenizer")) {
                return named;
            }
        }
        return "";
    }
}
