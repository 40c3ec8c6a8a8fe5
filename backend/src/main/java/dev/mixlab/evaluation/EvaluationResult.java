package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * The result of an evaluation.
 *
 * @param examples number of sentences evaluated
 * @param columns values of its measures, by measure and variant
 * @param documents results of another shape
 */
public record EvaluationResult(int examples, List<MeasureValues> columns, List<Document> documents) {

    public EvaluationResult {
        columns = List.copyOf(columns);
        documents = List.copyOf(documents);
    }

    /**
     * A record that is stored as JSON and read on request.
     *
     * @param name its kind
     * @param number its number among those of the kind: a layer, a sentence, or 0
     * @param content the record
     */
    public record Document(String name, int number, Object content) {

        public Document {
            if (name.isBlank() || number < 0) {
                throw new InvalidInputException("document '%s' of number %s".formatted(name, number));
            }
        }
    }

    /** Returns the values of a measure in the order of the variants. */
    public List<MeasureValues> columns(String measure) {
        return columns.stream()
                .filter(column -> column.measure().equals(measure))
                .toList();
    }
}
