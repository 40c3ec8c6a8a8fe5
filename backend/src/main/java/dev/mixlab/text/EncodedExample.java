package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * An agreement example that is encoded for a model: the good sentence with its target replaced by the mask token.
 *
 * @param id id of the agreement example
 * @param inputIds token ids including special tokens [T], with the mask id at {@code target}
 * @param pieces the tokens as text [T], with the mask token at {@code target}
 * @param wordOfPiece index of each token's word in the sentence, or -1 for a special token [T]
 * @param target index of the target's token
 * @param cues indices of all tokens of the cue words, ascending
 * @param goodId token id of the good word
 * @param badId token id of the bad word
 */
public record EncodedExample(
        String id,
        int[] inputIds,
        List<String> pieces,
        int[] wordOfPiece,
        int target,
        int[] cues,
        int goodId,
        int badId) {

    public EncodedExample {
        if (target < 0 || target >= inputIds.length) {
            throw new InvalidInputException(
                    "example %s: target index %s outside %s tokens".formatted(id, target, inputIds.length));
        }
        if (pieces.size() != inputIds.length || wordOfPiece.length != inputIds.length) {
            throw new InvalidInputException("example %s: %s ids, %s pieces, %s word indices"
                    .formatted(id, inputIds.length, pieces.size(), wordOfPiece.length));
        }
        for (int cue : cues) {
            if (cue < 0 || cue >= inputIds.length || cue == target) {
                throw new InvalidInputException("example %s: cue index %s with target %s and %s tokens"
                        .formatted(id, cue, target, inputIds.length));
            }
        }
        pieces = List.copyOf(pieces);
    }

    /** Returns the number of tokens T. */
    public int length() {
        return inputIds.length;
    }
}
