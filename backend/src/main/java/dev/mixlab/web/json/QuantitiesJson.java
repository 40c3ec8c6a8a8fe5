package dev.mixlab.web.json;

import dev.mixlab.evaluation.quantity.Quantity;
import dev.mixlab.evaluation.quantity.QuantityTable;
import dev.mixlab.evaluation.quantity.QuantityTable.GroupFigures;
import dev.mixlab.evaluation.quantity.QuantityTable.QuantityFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's Quantities: what an evaluation has measured of a model by layer, or by layer and head, over one group of sentences.
 *
 * @param evaluation id of the evaluation
 * @param group name of the group
 * @param examples sentences of the group
 * @param firstLayer 0 where the first row is the output of the embeddings, otherwise 1
 * @param layers number of rows
 * @param heads heads per layer; null where the quantities belong to whole layers
 * @param quantities in the order of the evaluation
 */
public record QuantitiesJson(
        String evaluation,
        String group,
        int examples,
        int firstLayer,
        int layers,
        @Nullable Integer heads,
        List<QuantityJson> quantities) {

    /** A quantity with its figures by layer, then by head. */
    record QuantityJson(String id, String name, String description, boolean signed, EstimatesJson figures) {}

    /** Puts the figures of a group beside the descriptions of the quantities. */
    public static QuantitiesJson of(
            String evaluation, List<Quantity> quantities, QuantityTable table, GroupFigures figures) {
        return new QuantitiesJson(
                evaluation,
                figures.group(),
                figures.examples(),
                table.firstLayer(),
                table.layers(),
                table.heads(),
                quantities.stream()
                        .flatMap(quantity -> figures.quantities().stream()
                                .filter(one -> one.quantity().equals(quantity.id()))
                                .map(one -> of(quantity, one)))
                        .toList());
    }

    private static QuantityJson of(Quantity quantity, QuantityFigures figures) {
        return new QuantityJson(
                quantity.id(),
                quantity.name(),
                quantity.description(),
                quantity.signed(),
                new EstimatesJson(figures.mean(), figures.low(), figures.high(), figures.n()));
    }
}
