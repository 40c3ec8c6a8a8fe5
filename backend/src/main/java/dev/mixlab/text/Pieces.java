package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * The tokens into which a tokenizer splits a text.
 *
 * @param ids token ids including special tokens [T]
 * @param tokens the tokens as written in the vocabulary [T]
 * @param spans range of characters of each token in the text, without blanks at its ends [T]; empty for a token that
 *     corresponds to no text or to a blank only
 * @param special whether each token was added by the tokenizer or is the mask [T]
 */
public record Pieces(int[] ids, List<String> tokens, List<Span> spans, boolean[] special) {

    public Pieces {
        if (tokens.size() != ids.length || spans.size() != ids.length || special.length != ids.length) {
            throw new InvalidInputException("%s ids, %s tokens, %s spans, %s marks"
                    .formatted(ids.length, tokens.size(), spans.size(), special.length));
        }
        tokens = List.copyOf(tokens);
        spans = List.copyOf(spans);
    }

    /** Returns the number of tokens T. */
    public int length() {
        return ids.length;
    }

    /**
     * Returns the index of each token's word, or -1 if it has none [T]. A token that is only a blank belongs to the next word; a token
     * that covers several words belongs to the first.
     */
    int[] words(List<Span> words) {
        int[] wordOfPiece = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wordOfPiece[i] = special[i] ? -1 : wordAt(spans.get(i), words);
        }
        return wordOfPiece;
    }

    private static int wordAt(Span piece, List<Span> words) {
        for (int word = 0; word < words.size(); word++) {
            Span span = words.get(word);
            boolean blankBefore = piece.start() == piece.end() && piece.start() == span.start();
            if (blankBefore || span.overlaps(piece)) {
                return word;
            }
        }
        return -1;
    }
}
