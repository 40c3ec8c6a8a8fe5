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
        List<List<Integer>> batches = BatchOrder.shuffled(examples, size, seed);

        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, examples).boxed().toList());
        for (int i = 0; i + 1 < batches.size(); i++) {
            assertThat(batches.get(i)).hasSize(size);
        }
    }

    @Property(tries = 30)
    void theSeedDecidesTheOrder(@ForAll long seed) {
        List<List<Integer>> first = BatchOrder.shuffled(300, 10, seed);

        assertThat(BatchOrder.shuffled(300, 10, seed)).isEqualTo(first);
        assertThat(BatchOrder.shuffled(300, 10, seed + 1)).isNotEqualTo(first);
    }

    /** Five kinds of 400 examples each: a random batch of 64 has 12.8 of a kind with a standard deviation of 3.2. */
    @Property(tries = 100)
    void aBatchIsARandomSampleOfAllKinds(@ForAll long seed) {
        List<List<Integer>> batches = BatchOrder.shuffled(2000, 64, seed);

        assertThat(batches.subList(0, 31)).allSatisfy(batch -> {
            for (int kind = 0; kind < 5; kind++) {
                int wanted = kind;
                assertThat(batch.stream().filter(example -> example / 400 == wanted))
                        .hasSizeBetween(0, 32);
            }
        });
        assertThat(batches.subList(0, 31))
                .allSatisfy(batch -> assertThat(kinds(batch)).isGreaterThanOrEqualTo(4));
    }

    private static long kinds(List<Integer> batch) {
        return batch.stream().map(example -> example / 400).distinct().count();
    }
}
