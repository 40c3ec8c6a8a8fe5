package dev.mixlab.run.playground;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model reads a sentence, and what it predicts at the target.
 *
 * @param model the model
 * @param tokens the tokens as the model reads them [T]
 * @param words the words of the sentence; each token that is not special belongs to one
 * @param targetToken index of the target's (first) token, whose prediction is given
 * @param targetWord index of the target's word
 * @param good the word whose probability is explained: the good word of a minimal pair, else the word that stands at the target, else
 *     the most probable word; null without a masked-LM head
 * @param bad the word that it is contrasted with: the bad word of a minimal pair, else the most probable other word; null without a
 *     masked-LM head
 * @param predictions the most probable tokens at the target, in descending order; empty without a masked-LM head
 */
public record SentenceAnalysis(
        Model model,
        List<Token> tokens,
        List<Word> words,
        int targetToken,
        int targetWord,
        @Nullable Candidate good,
        @Nullable Candidate bad,
        List<Candidate> predictions) {

    public SentenceAnalysis {
        tokens = List.copyOf(tokens);
        words = List.copyOf(words);
        predictions = List.copyOf(predictions);
    }

    /**
     * The model that read the sentence.
     *
     * @param id id in the catalogue
     * @param name display name
     * @param layers number of layers
     */
    public record Model(String id, String name, int layers) {}

    /**
     * A token.
     *
     * @param text the token as written in the vocabulary
     * @param word index of its word, or -1 for a special token around the sentence
     */
    public record Token(String text, int word) {}

    /**
     * A word of the sentence.
     *
     * @param text its characters
     * @param start index of its first character in the text, in UTF-16 units
     * @param end index after its last character
     */
    public record Word(String text, int start, int end) {}

    /**
     * A token of the vocabulary with its prediction at the target.
     *
     * @param id token id
     * @param text the token as plain text
     * @param probability soft-max probability over the whole vocabulary
     * @param logit the logit
     */
    public record Candidate(int id, String text, double probability, double logit) {}
}
