package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchOrderProperties {

    @Property(tries = 100)
    void everyExampleComesOnceAndOnlyTheLastBatchIsSmaller(
            @ForAll @IntRange(max = 700) int examples,
            @ForAll @IntRange(min = 1, max = 70) int size,
            @ForAll long seed) {
        List<List<Integer>> batches = BatchOrder.shuffled(examples, size, BatchOrderProperties::length, seed);

        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, examples).boxed().toList());
        for (int i = 0; i + 1 < batches.size(); i++) {
            assertThat(batches.get(i)).hasSize(size);
        }
    }

    @Property(tries = 30)
    void theSeedDecidesTheOrder(@ForAll long seed) {
        List<List<Integer>> first = BatchOrder.shuffled(300, 10, BatchOrderProperties::length, seed);

        assertThat(BatchOrder.shuffled(300, 10, BatchOrderProperties::length, seed))
                .isEqualTo(first);
        assertThat(BatchOrder.shuffled(300, 10, BatchOrderProperties::length, seed + 1))
                .isNotEqualTo(first);
    }

    @Property(tries = 30)
    void batchesHoldLessPaddingThanInShuffledOrder(@ForAll long seed) {
        int examples = 640;
        int bucketed = padded(BatchOrder.shuffled(examples, 32, BatchOrderProperties::length, seed));
        int unsorted = padded(BatchOrder.shuffled(examples, 32, i -> 0, seed));

        assertThat(bucketed).isLessThan(unsorted);
    }

    private static int padded(List<List<Integer>> batches) {
        return batches.stream()
                .mapToInt(batch -> batch.size()
                        * batch.stream()
                                .mapToInt(BatchOrderProperties::length)
                                .max()
                                .orElse(0))
                .sum();
    }

    private static int length(int example) {
        return 6 + example * 7919 % 13;
    }
}
