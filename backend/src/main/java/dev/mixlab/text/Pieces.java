package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * A text as a tokenizer cuts it.
 *
 * @param ids token ids [T], special tokens included
 * @param tokens the tokens as the vocabulary writes them [T]
 * @param spans per token the characters of the text that it stands for, without blanks at its ends [T]; empty for a token
 *     that stands for no text, and for one that is only a blank
 * @param special per token whether it is one that the tokenizer adds or the mask [T]
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

    /** Number of tokens T. */
    public int length() {
        return ids.length;
    }

    /**
     * Per token the index of the word it belongs to, or -1 where there is none [T]. A token that is only a blank belongs to the word
     * after it; a token that reaches over several words belongs to the first.
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
