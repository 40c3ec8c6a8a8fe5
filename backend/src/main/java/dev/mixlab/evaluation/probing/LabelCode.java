package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.List;
import java.util.stream.IntStream;

/** A code for the labels of examples whose representations the receiver knows. */
public interface LabelCode {

    /**
     * Computes the code length of each task. All tasks have the same number of examples; they are coded independently but computed together.
     *
     * @param seed seed of the order of the examples, which is the same for every task, and of all other random numbers
     * @throws dev.mixlab.common.CancelledException if the listener stops the coding
     */
    List<CodeLength> lengths(List<ProbeData> tasks, long seed, CodingListener listener);

    /** Computes the code length of the control task: the same labels in random order, so that there is nothing to learn. */
    default List<CodeLength> controls(List<ProbeData> tasks, long seed, CodingListener listener) {
        int[] dealt = ExampleOrder.of(tasks.get(0).size(), ~seed);
        return lengths(
                tasks.stream()
                        .map(task -> task.withLabels(
                                IntStream.of(dealt).map(i -> task.labels()[i]).toArray()))
                        .toList(),
                seed,
                listener);
    }
}
