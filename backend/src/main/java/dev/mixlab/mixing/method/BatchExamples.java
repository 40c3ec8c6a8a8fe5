package dev.mixlab.mixing.method;

import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The examples of a batch.
 *
 * @param ids one id per sequence, for messages and for random numbers that follow from the id
 * @param examples the examples that are scored, one per sequence; empty where only maps are computed
 */
public record BatchExamples(List<String> ids, List<EncodedExample> examples) {

    public BatchExamples {
        ids = List.copyOf(ids);
        examples = List.copyOf(examples);
    }

    /** Creates the description of a batch of examples. */
    public static BatchExamples of(List<EncodedExample> examples) {
        return new BatchExamples(examples.stream().map(EncodedExample::id).toList(), examples);
    }

    /** Creates the description of a batch whose sequences have numbers for ids. */
    static BatchExamples numbered(int size) {
        return new BatchExamples(
                IntStream.range(0, size).mapToObj(Integer::toString).toList(), List.of());
    }

    /** Returns the sequences from {@code from} up to, not including, {@code end}. */
    public BatchExamples part(int from, int end) {
        return new BatchExamples(ids.subList(from, end), examples.isEmpty() ? examples : examples.subList(from, end));
    }
}
