package dev.mixlab.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tokenizers of a few words, written out as the files of the two kinds that the models use. */
public final class TinyTokenizers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TinyTokenizers() {}

    /** WordPiece, lower case: the words, and letters for all others; ids: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4, words from 5. */
    public static byte[] wordPiece(List<String> words) {
        ObjectNode root = JSON.createObjectNode();
        Set<String> vocabulary = new LinkedHashSet<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        addedTokens(root, List.copyOf(vocabulary), false);
        vocabulary.addAll(words);
        "abcdefghijklmnopqrstuvwxyz.,-'".chars().mapToObj(Character::toString).forEach(letter -> {
            vocabulary.add(letter);
            vocabulary.add("##" + letter);
        });
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("lowercase", true)
                .put("clean_text", true);
        ((ObjectNode) root.get("normalizer")).put("handle_chinese_chars", true).putNull("strip_accents");
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode post = root.putObject("post_processor").put("type", "BertProcessing");
        post.putArray("sep").add("[SEP]").add(3);
        post.putArray("cls").add("[CLS]").add(2);
        ObjectNode model = root.putObject("model").put("type", "WordPiece").put("unk_token", "[UNK]");
        model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", 100);
        return write(root, model, vocabulary);
    }

    /** Byte-level BPE in which each word is one piece after a blank; ids: s 0, pad 1, /s 2, unk 3, mask 4. */
    public static byte[] byteLevel(List<String> words) {
        ObjectNode root = JSON.createObjectNode();
        Set<String> vocabulary = new LinkedHashSet<>(List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>"));
        addedTokens(root, List.copyOf(vocabulary), true);
        for (int b = 0; b < 256; b++) {
            vocabulary.add(letterOf(b));
        }
        Set<List<String>> merges = new LinkedHashSet<>();
        for (String word : words) {
            String left = letterOf(' ');
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                String right = letterOf(Byte.toUnsignedInt(b));
                merges.add(List.of(left, right));
                left = left + right;
                vocabulary.add(left);
            }
        }
        root.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false);
        ObjectNode post = root.putObject("post_processor").put("type", "RobertaProcessing");
        post.put("trim_offsets", false).put("add_prefix_space", false);
        post.putArray("sep").add("</s>").add(2);
        post.putArray("cls").add("<s>").add(0);
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", false);
        ObjectNode model = root.putObject("model").put("type", "BPE").put("fuse_unk", false);
        ArrayNode rules = model.putArray("merges");
        merges.forEach(merge -> rules.addArray().add(merge.get(0)).add(merge.get(1)));
        return write(root, model, vocabulary);
    }

    /**
     * Unigram as XLM-RoBERTa's files have it: each word after a blank is one piece, letters are pieces; ids: s 0, pad 1, /s 2, unk 3,
     * words from 4, the mask last.
     */
    public static byte[] unigram(List<String> words) {
        ObjectNode root = JSON.createObjectNode();
        List<String> specials = List.of("<s>", "<pad>", "</s>", "<unk>");
        addedTokens(root, specials, false);
        ObjectNode model = root.putObject("model").put("type", "Unigram").put("unk_id", 3);
        ArrayNode vocabulary = model.putArray("vocab");
        specials.forEach(piece -> vocabulary.addArray().add(piece).add(0.0));
        words.forEach(word -> vocabulary.addArray().add("\u2581" + word).add(-5.0));
        "\u2581abcdefghijklmnopqrstuvwxyzT.,-'"
                .chars()
                .mapToObj(Character::toString)
                .forEach(letter -> vocabulary.addArray().add(letter).add(-10.0));
        int mask = vocabulary.size();
        vocabulary.addArray().add("<mask>").add(0.0);
        ((ArrayNode) root.get("added_tokens"))
                .addObject()
                .put("id", mask)
                .put("content", "<mask>")
                .put("lstrip", true)
                .put("rstrip", false)
                .put("single_word", false)
                .put("normalized", false)
                .put("special", true);
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        steps.addObject().put("type", "WhitespaceSplit");
        steps.add(metaspace());
        ObjectNode post = root.putObject("post_processor").put("type", "RobertaProcessing");
        post.put("trim_offsets", true).put("add_prefix_space", true);
        post.putArray("sep").add("</s>").add(2);
        post.putArray("cls").add("<s>").add(0);
        root.set("decoder", metaspace());
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The unigram tokenizer as ALBERT's files have it: lower case, no accents, and a blank belongs to the piece after it. */
    public static byte[] lowerCaseUnigram(List<String> words) {
        ObjectNode root = read(unigram(words));
        root.set("pre_tokenizer", metaspace());
        ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        steps.addObject().put("type", "NFKD");
        steps.addObject().put("type", "StripAccents");
        steps.addObject().put("type", "Lowercase");
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode metaspace() {
        return JSON.createObjectNode()
                .put("type", "Metaspace")
                .put("replacement", "\u2581")
                .put("prepend_scheme", "always")
                .put("split", true);
    }

    private static ObjectNode read(byte[] tokenizer) {
        try {
            return (ObjectNode) JSON.readTree(tokenizer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void addedTokens(ObjectNode root, List<String> tokens, boolean maskTakesBlank) {
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (int id = 0; id < tokens.size(); id++) {
            ObjectNode token = added.addObject().put("id", id).put("content", tokens.get(id));
            boolean mask = id == tokens.size() - 1;
            token.put("lstrip", mask && maskTakesBlank).put("rstrip", false);
            token.put("single_word", false).put("normalized", false).put("special", true);
        }
    }

    private static byte[] write(ObjectNode root, ObjectNode model, Set<String> vocabulary) {
        ObjectNode ids = model.putObject("vocab");
        int id = 0;
        for (String token : vocabulary) {
            ids.put(token, id++);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The letter that byte-level vocabularies write for a byte: itself where it can be seen, else one from 256 upwards. */
    private static String letterOf(int b) {
        int hidden = 256;
        for (int other = 0; other < 256; other++) {
            boolean seen = (other >= '!' && other <= '~') || (other >= 0xA1 && other <= 0xAC) || other >= 0xAE;
            if (other == b) {
                return Character.toString(seen ? other : hidden);
            }
            hidden += seen ? 0 : 1;
        }
        throw new IllegalArgumentException("no byte: " + b);
    }
}
