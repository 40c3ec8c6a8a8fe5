package dev.mixlab.jobs.playground;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.playground.SentenceQuery;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Encodes a sentence of the playground for a model: finds its words and its target, and masks what is to be masked. */
final class SentenceEncoder {

    /** Maximum number of tokens: a map of that size is as large as a screen can show. */
    private static final int LONGEST = 128;

    private final SentenceQuery query;
    private final ExampleEncoder encoder;
    private final Pieces pieces;
    private final WordGroups groups;

    private SentenceEncoder(SentenceQuery query, ExampleEncoder encoder) {
        this.query = query;
        this.encoder = encoder;
        this.pieces = pieces(query.text());
        this.groups = WordGroups.of(query.text(), pieces, encoder.maskId());
    }

    /**
     * Encodes a sentence.
     *
     * @throws InvalidInputException if the model cannot read it, if it has no such word, or if the two sentences of a query are no
     *     minimal pair
     */
    static EncodedSentence encode(SentenceQuery query, ExampleEncoder encoder) {
        return new SentenceEncoder(query, encoder).encode();
    }

    private Pieces pieces(String text) {
        Pieces cut = encoder.pieces(text);
        if (cut.length() > LONGEST) {
            throw new InvalidInputException(
                    "the playground reads sentences of at most %s tokens, not of %s".formatted(LONGEST, cut.length()));
        }
        return cut;
    }

    private EncodedSentence encode() {
        if (groups.words().isEmpty()) {
            throw new InvalidInputException("the sentence has no words");
        }
        query.blankedOut().forEach(this::checkWord);
        Integer bad = null;
        int target;
        if (query.badText() == null) {
            target = query.target() == null ? usualTarget() : query.target();
        } else {
            Pieces other = pieces(query.badText());
            int different = onlyDifference(other);
            target = groups.wordOfToken()[different];
            bad = other.ids()[different];
        }
        checkWord(target);
        return masked(target, bad);
    }

    /** Returns the word of the first mask token, else the last word with a letter or digit, else the last word. */
    private int usualTarget() {
        for (int token = 0; token < pieces.length(); token++) {
            if (pieces.ids()[token] == encoder.maskId()) {
                return groups.wordOfToken()[token];
            }
        }
        int last = groups.words().size() - 1;
        return IntStream.rangeClosed(0, last)
                .map(place -> last - place)
                .filter(word -> groups.words().get(word).text().codePoints().anyMatch(Character::isLetterOrDigit))
                .findFirst()
                .orElse(last);
    }

    /** Returns the index of the only token in which the bad sentence differs. */
    private int onlyDifference(Pieces other) {
        List<Integer> different = new ArrayList<>();
        for (int token = 0; token < Math.min(pieces.length(), other.length()); token++) {
            if (pieces.ids()[token] != other.ids()[token]) {
                different.add(token);
            }
        }
        boolean oneWord = different.size() == 1
                && pieces.length() == other.length()
                && groups.tokens(groups.wordOfToken()[different.get(0)]).size() == 1;
        if (!oneWord) {
            throw new InvalidInputException(
                    "the two sentences are no minimal pair for this model: they must differ in exactly one word, which is"
                            + " a single token in both (%s and %s tokens, %s)"
                                    .formatted(pieces.length(), other.length(), differences(different, other)));
        }
        int token = different.get(0);
        if (encoder.isUnknown(pieces.ids()[token]) || encoder.isUnknown(other.ids()[token])) {
            throw new InvalidInputException(
                    "the word in which the two sentences differ is not in the model's vocabulary");
        }
        return token;
    }

    private String differences(List<Integer> different, Pieces other) {
        if (different.isEmpty()) {
            return "no different token";
        }
        int first = different.get(0);
        return "first difference: %s and %s"
                .formatted(pieces.tokens().get(first), other.tokens().get(first));
    }

    private void checkWord(int word) {
        if (word < 0 || word >= groups.words().size()) {
            throw new InvalidInputException("word %s of a sentence of %s words (the first is 0)"
                    .formatted(word, groups.words().size()));
        }
    }

    private EncodedSentence masked(int target, @Nullable Integer bad) {
        int[] ids = pieces.ids().clone();
        List<String> tokens = new ArrayList<>(pieces.tokens());
        List<Integer> targetTokens = groups.tokens(target);
        List<Integer> hidden = new ArrayList<>(query.maskTarget() ? targetTokens : List.of());
        query.blankedOut().stream().filter(word -> word != target).forEach(word -> hidden.addAll(groups.tokens(word)));
        for (int token : hidden) {
            ids[token] = encoder.maskId();
            tokens.set(token, encoder.maskToken());
        }
        int first = targetTokens.get(0);
        int standing = pieces.ids()[first];
        boolean known = targetTokens.size() == 1 && standing != encoder.maskId() && !encoder.isUnknown(standing);
        return new EncodedSentence(ids, tokens, groups, target, first, known ? standing : null, bad);
    }
}
