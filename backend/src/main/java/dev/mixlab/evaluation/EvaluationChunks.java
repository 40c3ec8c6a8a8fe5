package dev.mixlab.evaluation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The results of the parts of an evaluation. Each is stored once it is computed, so that an evaluation that was interrupted goes on after
 * the last of them, and several processes can compute some each. How an evaluation is cut depends on what it evaluates alone, and a result
 * that is read back is equal to the bit.
 *
 * <p>An evaluation asks for its chunks in the order of their numbers. One that cuts the sentences whose maps it visits numbers a chunk by
 * the index of its first sentence, so that a visit that begins there forms the same chunk.
 */
public interface EvaluationChunks {

    /**
     * Returns the stored result of a chunk, or computes and stores it.
     *
     * @param number of the chunk within the evaluation
     * @param type class of the result, a record that can be written as JSON
     * @param work computes the result
     * @return null where this process computes one other chunk only; the evaluation then leaves this one out and goes on until it is
     *     asked to stop
     */
    <T> @Nullable T get(int number, Class<T> type, Supplier<T> work);

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
