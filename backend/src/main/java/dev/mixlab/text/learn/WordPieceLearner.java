package dev.mixlab.text.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Learns a WordPiece vocabulary and writes it with the pipeline of bert-base-uncased. First it merges
 * pairs into pieces that many words share; the rest of the vocabulary is whole words, first the required ones and then the
 * most frequent. Every printable ASCII character is a piece, letters and digits also within a word, so that English text has
 * no unknown words.
 */
public final class WordPieceLearner {

    /** Maximum share of shared pieces in the vocabulary. */
    private static final double PIECES = 0.06;

    private static final String INSIDE = "##";
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u2018\u2019\u201c\u201d\u2013\u2014\u2026";

    private WordPieceLearner() {}

    /**
     * Learns a tokenizer from sentences.
     *
     * @param vocabulary maximum size of the vocabulary
     * @param whole words that must be single pieces; they precede all other whole words
     * @return the bytes of a tokenizer.json
     */
    public static byte[] learn(Stream<String> sentences, int vocabulary, List<String> whole) {
        Set<String> entries = new LinkedHashSet<>(SPECIAL);
        letters(MARKS).forEach(entries::add);
        letters(LETTERS_AND_DIGITS).forEach(entries::add);
        letters(LETTERS_AND_DIGITS).forEach(letter -> entries.add(INSIDE + letter));
        if (vocabulary < entries.size()) {
            throw new InvalidInputException(
                    "vocabulary of %s entries: single characters alone are %s".formatted(vocabulary, entries.size()));
        }
        WordCounts counts = WordCounts.of(sentences, WordPieceLearner::words);
        addPieces(entries, counts, entries.size() + (int) (PIECES * vocabulary), vocabulary);
        Stream.concat(
                        whole.stream().map(word -> word.toLowerCase(Locale.ROOT)),
                        counts.words().stream().map(WordCounts.Count::word))
                .filter(word -> entries.size() < vocabulary && entries.containsAll(pieces(word)))
                .forEachOrdered(entries::add);
        return TokenizerFile.bytes(pipeline(List.copyOf(entries)));
    }

    /** Splits a sentence into words as BERT's pre-tokenizer does, at blanks and around every punctuation mark. */
    static List<String> words(String sentence) {
        String spaced = sentence.toLowerCase(Locale.ROOT).replaceAll("[\\p{Punct}\\p{IsPunctuation}]", " $0 ");
        return Stream.of(spaced.trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static void addPieces(Set<String> entries, WordCounts counts, int upTo, int vocabulary) {
        Merges merges = new Merges(
                (left, right) -> left + right.substring(INSIDE.length()),
                counts.words().stream().map(count -> pieces(count.word())).toList(),
                counts.words().stream().map(WordCounts.Count::flattened).toList());
        Merges.Pair best = merges.best();
        while (best != null && entries.size() < Math.min(upTo, vocabulary)) {
            entries.add(merges.add(best));
            best = merges.best();
        }
    }

    private static List<String> pieces(String word) {
        List<String> pieces = new ArrayList<>();
        letters(word).forEach(letter -> pieces.add(pieces.isEmpty() ? letter : INSIDE + letter));
        return pieces;
    }

    private static Stream<String> letters(String text) {
        return text.codePoints().mapToObj(Character::toString);
    }

    private static ObjectNode pipeline(List<String> entries) {
        ObjectNode file = TokenizerFile.start(SPECIAL, "");
        file.set("normalizer", TokenizerFile.read("""
                {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                 "strip_accents": null, "lowercase": true}"""));
        file.set("pre_tokenizer", TokenizerFile.read("{\"type\": \"BertPreTokenizer\"}"));
        file.set("post_processor", TokenizerFile.read("""
                {"type": "TemplateProcessing",
                 "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                            {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                 "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                          {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
                          {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
                 "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                                    "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}}"""));
        file.set("decoder", TokenizerFile.read("{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}"));
        ObjectNode model = TokenizerFile.read("""
                {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                 "max_input_chars_per_word": 100}""");
        model.set("vocab", TokenizerFile.vocabulary(entries));
        file.set("model", model);
        return file;
    }
}
