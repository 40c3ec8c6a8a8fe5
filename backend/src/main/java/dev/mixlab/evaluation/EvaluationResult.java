package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * What an evaluation gives.
 *
 * @param examples sentences that it was made over
 * @param columns its measures, by measure and view
 * @param documents what has another shape
 */
public record EvaluationResult(int examples, List<MeasureValues> columns, List<Document> documents) {

    public EvaluationResult {
        columns = List.copyOf(columns);
        documents = List.copyOf(documents);
    }

    /**
     * A record that is stored as JSON and read when asked for.
     *
     * @param name what it is
     * @param number which one it is: a layer, a sentence, or 0
     * @param content the record
     */
    public record Document(String name, int number, Object content) {

        public Document {
            if (name.isBlank() || number < 0) {
                throw new InvalidInputException("document '%s' of number %d".formatted(name, number));
            }
        }
    }

    /** The columns of a measure in the order of the views. */
    public List<MeasureValues> columns(String measure) {
        return columns.stream()
                .filter(column -> column.measure().equals(measure))
                .toList();
    }
}
