package dev.mixlab.evaluation;

import java.util.function.Supplier;

/**
 * The results of the parts of an evaluation. Each is stored once it is computed, so that an evaluation that was interrupted goes on after
 * the last of them. How an evaluation is cut depends on what it evaluates alone, and a result that is read back is equal to the bit.
 */
public interface EvaluationChunks {

    /**
     * Returns the stored result of a chunk, or computes and stores it.
     *
     * @param number of the chunk within the evaluation
     * @param type class of the result, a record that can be written as JSON
     * @param work computes the result
     */
    <T> T get(int number, Class<T> type, Supplier<T> work);

    /** Returns chunks that are always computed. */
    static EvaluationChunks computed() {
        return new EvaluationChunks() {
            @Override
            public <T> T get(int number, Class<T> type, Supplier<T> work) {
                return work.get();
            }
        };
    }
}
