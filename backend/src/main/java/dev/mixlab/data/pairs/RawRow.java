package dev.mixlab.data.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mixlab.data.FileLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file as it stands there.
 *
 * @param place its file and line
 * @param columns the columns of its file
 * @param cells its values by the name of their column
 * @param fault why it cannot be taken apart; null if it can
 */
record RawRow(
        FileLine place,
        PairColumns columns,
        Map<String, JsonNode> cells,
        @Nullable String fault) {

    /** Returns the value of a column; missing if the file has no such column. */
    JsonNode cell(PairColumn column) {
        String name = columns.name(column);
        JsonNode value = name == null ? null : cells.get(name);
        return value == null ? MissingNode.getInstance() : value;
    }

    /** Returns the text of a column without blanks at its ends; empty if the row has none. */
    String text(PairColumn column) {
        JsonNode value = cell(column);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }
}
