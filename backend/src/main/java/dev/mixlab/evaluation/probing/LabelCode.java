package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.List;
import java.util.stream.IntStream;

/** A way to transmit the labels of examples whose representations the receiver knows. */
public interface LabelCode {

    /**
     * The code length of each of some tasks of equally many examples, which are coded apart from each other but worked off together.
     *
     * @param seed of the order of the examples, the same for every task, and of all that is drawn
     * @throws dev.mixlab.common.CancelledException when the listener asks for it
     */
    List<CodeLength> lengths(List<ProbeData> tasks, long seed, CodingListener listener);

    /** The control: the code length of the same labels dealt out at random, in which nothing can be learnt. */
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
