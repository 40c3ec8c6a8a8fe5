package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/**
 * An example with the target's rows of several method variants.
 *
 * @param example the example
 * @param rows the target's rows, one entry per variant
 */
public record RankedExample(EncodedExample example, List<TargetRows> rows) {

    public RankedExample {
        for (TargetRows of : rows) {
            if (of.tokens() != example.length()) {
                throw new InvalidInputException("example %s: rows of %s tokens for a sentence of %s"
                        .formatted(example.id(), of.tokens(), example.length()));
            }
        }
        rows = List.copyOf(rows);
    }
}
