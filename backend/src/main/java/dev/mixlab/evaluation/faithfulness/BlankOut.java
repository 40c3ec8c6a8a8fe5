package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Blank-out: the change of the prediction at the target when one token at a time is replaced by the mask.
 *
 * @param target index of the target
 * @param probability p(good word) at the target of the sentence as it is
 * @param drops p(good word) minus its value when the token is replaced, signed; includes special tokens and is 0 at the target [T]
 */
public record BlankOut(int target, double probability, double[] drops) {

    public BlankOut {
        if (target < 0 || target >= drops.length) {
            throw new InvalidInputException("target index %s outside %s tokens".formatted(target, drops.length));
        }
    }

    /**
     * Computes blank-out for examples and returns the results in the same order. The model runs on T sequences for a sentence of T tokens.
     *
     * @throws dev.mixlab.common.CancelledException when {@code cancelled} says so between two batches
     */
    public static List<BlankOut> of(GoodProbabilities model, List<EncodedExample> examples, BooleanSupplier cancelled) {
        List<MaskedInput> inputs = new ArrayList<>();
        for (EncodedExample example : examples) {
            inputs.add(new MaskedInput(example, new BitSet()));
            for (int token = 0; token < example.length(); token++) {
                if (token != example.target()) {
                    inputs.add(new MaskedInput(example, only(token)));
                }
            }
        }
        double[] probabilities = model.of(inputs, cancelled);
        List<BlankOut> results = new ArrayList<>();
        int at = 0;
        for (EncodedExample example : examples) {
            double whole = probabilities[at++];
            double[] drops = new double[example.length()];
            for (int token = 0; token < drops.length; token++) {
                drops[token] = token == example.target() ? 0 : whole - probabilities[at++];
            }
            results.add(new BlankOut(example.target(), whole, drops));
        }
        return results;
    }

    private static BitSet only(int token) {
        BitSet masked = new BitSet();
        masked.set(token);
        return masked;
    }
}
