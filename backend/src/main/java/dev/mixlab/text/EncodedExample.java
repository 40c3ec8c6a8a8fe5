package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

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
 * @param counterfactual token ids of the same sentence with its cue in the other number, the mask at {@code target} [T]; empty if there is
 *     no such sentence
 */
public record EncodedExample(
        String id,
        int[] inputIds,
        List<String> pieces,
        int[] wordOfPiece,
        int target,
        int[] cues,
        int goodId,
        int badId,
        int[] counterfactual) {

    /** Creates an example without a counterfactual sentence. */
    public EncodedExample(
            String id,
            int[] inputIds,
            List<String> pieces,
            int[] wordOfPiece,
            int target,
            int[] cues,
            int goodId,
            int badId) {
        this(id, inputIds, pieces, wordOfPiece, target, cues, goodId, badId, new int[0]);
    }

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
        if (counterfactual.length != 0 && counterfactual.length != inputIds.length) {
            throw new InvalidInputException("example %s: a counterfactual sentence of %s tokens for one of %s"
                    .formatted(id, counterfactual.length, inputIds.length));
        }
        pieces = List.copyOf(pieces);
    }

    /** Returns the same example with the token ids of a counterfactual sentence [T]; empty if there is none. */
    public EncodedExample withCounterfactual(int[] ids) {
        return new EncodedExample(id, inputIds, pieces, wordOfPiece, target, cues, goodId, badId, ids);
    }

    /** Returns the indices of the tokens that can be left out or masked, ascending: all but the first, the last and the target. */
    public IntStream ordinaryTokens() {
        return IntStream.range(1, length() - 1).filter(token -> token != target);
    }

    /** Returns the example with the mask in place of some tokens as well, and without a counterfactual sentence. */
    public EncodedExample masked(BitSet tokens) {
        int[] ids = inputIds.clone();
        List<String> text = new ArrayList<>(pieces);
        tokens.stream().forEach(token -> {
            ids[token] = inputIds[target];
            text.set(token, pieces.get(target));
        });
        return new EncodedExample(id, ids, text, wordOfPiece, target, cues, goodId, badId);
    }

    /** Returns the number of tokens T. */
    public int length() {
        return inputIds.length;
    }
}
