package dev.mixlab.evaluation.probing.code;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.List;
import java.util.stream.IntStream;

/** A code for the labels of examples whose representations the receiver knows. */
public interface LabelCode {

    /**
     * Tasks whose examples are transmitted in one random order.
     *
     * @param tasks of equally many examples each
     * @param seed of the order, the same for every task, and of all else that is drawn
     */
    record Order(List<ProbeData> tasks, long seed) {

        public Order {
            tasks = List.copyOf(tasks);
        }

        /** The indices of the examples as they are transmitted. */
        int[] indices() {
            return ExampleOrder.of(tasks.get(0).size(), seed);
        }

        /** The tasks with their examples as they are transmitted. */
        List<ProbeData> transmitted() {
            int[] indices = indices();
            return tasks.stream().map(task -> task.select(indices)).toList();
        }

        /** The same with labels dealt out at random, in which nothing can be learnt. */
        Order control() {
            int[] dealt = ExampleOrder.dealt(tasks.get(0).size(), seed);
            return new Order(
                    tasks.stream()
                            .map(task -> task.withLabels(IntStream.of(dealt)
                                    .map(i -> task.labels()[i])
                                    .toArray()))
                            .toList(),
                    seed);
        }
    }

    /**
     * The code length of each task in each of some orders, which are coded apart from each other but worked off together.
     *
     * @param orders of equally many tasks and examples
     * @return code lengths [orders][tasks]
     * @throws dev.mixlab.common.CancelledException when the listener asks for it
     */
    List<List<CodeLength>> lengths(List<Order> orders, CodingListener listener);

    /** The code lengths of tasks in one order. */
    default List<CodeLength> lengths(List<ProbeData> tasks, long seed, CodingListener listener) {
        return lengths(List.of(new Order(tasks, seed)), listener).get(0);
    }

    /** The control: code lengths of the same labels dealt out at random. */
    default List<List<CodeLength>> controls(List<Order> orders, CodingListener listener) {
        return lengths(orders.stream().map(Order::control).toList(), listener);
    }

    /** Seeds of every task of every order, one order after the other, for what is drawn at some step. */
    static long[] seeds(List<Order> orders, int step) {
        return orders.stream()
                .flatMapToLong(order -> order.tasks().stream().mapToLong(task -> order.seed() + step))
                .toArray();
    }

    /** Groups values of all tasks, one order after the other, by their order. */
    static <T> List<List<T>> byOrder(List<T> values, int orders) {
        int tasks = values.size() / orders;
        return IntStream.range(0, orders)
                .mapToObj(order -> List.copyOf(values.subList(order * tasks, (order + 1) * tasks)))
                .toList();
    }
}
