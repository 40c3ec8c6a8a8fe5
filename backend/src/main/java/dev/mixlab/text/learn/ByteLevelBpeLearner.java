package dev.mixlab.text.learn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Learns byte-level byte-pair merges and writes them with the pipeline of roberta-base. The first merges make pieces
 * that many words share; later merges complete whole words, first the required ones and then the most frequent. All 256 bytes are
 * pieces, so that no text has unknown words.
 */
public final class ByteLevelBpeLearner {

    /** Maximum share of shared pieces in the vocabulary. */
    private static final double PIECES = 0.2;

    private static final String MASK = "<mask>";
    private static final List<String> SPECIAL = List.of("<s>", "<pad>", "</s>", "<unk>", MASK);
    private static final Pattern WORD = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private ByteLevelBpeLearner() {}

    /**
     * Learns a tokenizer from sentences.
     *
     * @param vocabulary maximum size of the vocabulary
     * @param whole words that must be single pieces after a blank; they precede all other whole words
     * @return the bytes of a tokenizer.json
     */
    public static byte[] learn(Stream<String> sentences, int vocabulary, List<String> whole) {
        Set<String> entries = new LinkedHashSet<>(SPECIAL);
        entries.addAll(ByteLetters.all());
        if (vocabulary < entries.size()) {
            throw new InvalidInputException(
                    "vocabulary of %s entries: single bytes alone are %s".formatted(vocabulary, entries.size()));
        }
        WordCounts counts = WordCounts.of(sentences, ByteLevelBpeLearner::words);
        Merges merges = new Merges(
                String::concat,
                counts.words().stream()
                        .map(count -> ByteLetters.of(count.word()))
                        .toList(),
                counts.words().stream().map(WordCounts.Count::flattened).toList());
        Merges.Pair best = merges.best();
        int upTo = Math.min(vocabulary, entries.size() + (int) (PIECES * vocabulary));
        while (best != null && entries.size() < upTo) {
            entries.add(merges.add(best));
            best = merges.best();
        }
        List<String> words = counts.words().stream().map(WordCounts.Count::word).toList();
        List<String> asked = whole.stream().map(word -> " " + word).toList();
        for (String word : Stream.concat(asked.stream(), words.stream()).toList()) {
            complete(ByteLetters.of(word), entries, merges, vocabulary);
        }
        return TokenizerFile.bytes(pipeline(List.copyOf(entries), merges.list()));
    }

    /** Splits a sentence into words as the byte-level pre-tokenizer does, each with the blank before it. */
    static List<String> words(String sentence) {
        return WORD.matcher(sentence).results().map(MatchResult::group).toList();
    }

    private static void complete(List<String> letters, Set<String> entries, Merges merges, int vocabulary) {
        Merges.Pair pair = merges.bestIn(letters);
        while (pair != null && entries.size() < vocabulary) {
            entries.add(merges.add(pair));
            pair = merges.bestIn(letters);
        }
    }

    private static ObjectNode pipeline(List<String> entries, List<Merges.Pair> merges) {
        ObjectNode file = TokenizerFile.start(SPECIAL, MASK);
        file.putNull("normalizer");
        file.set("pre_tokenizer", TokenizerFile.read("""
                {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}"""));
        file.set("post_processor", TokenizerFile.read("""
                {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
                 "trim_offsets": true, "add_prefix_space": false}"""));
        file.set("decoder", TokenizerFile.read("""
                {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}"""));
        ObjectNode model = TokenizerFile.read("""
                {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
                 "end_of_word_suffix": "", "fuse_unk": false, "byte_fallback": false}""");
        model.set("vocab", TokenizerFile.vocabulary(entries));
        ArrayNode list = model.putArray("merges");
        merges.forEach(pair -> list.add(pair.left() + " " + pair.right()));
        file.set("model", model);
        return file;
    }
}
