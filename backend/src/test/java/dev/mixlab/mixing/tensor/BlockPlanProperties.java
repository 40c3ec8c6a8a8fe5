package dev.mixlab.mixing.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.tensor.BlockPlan.Block;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlockPlanProperties {

    @Property(tries = 300)
    void everyTokenGivesOnceAndNoSliceIsMuchLargerThanAsked(
            @ForAll @IntRange(min = 1, max = 600) int about,
            @ForAll @IntRange(min = 1, max = 150) int tokens,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll boolean oneRow) {
        int rows = oneRow ? 1 : tokens;
        BlockPlan plan = BlockPlan.of(about, rows, tokens);
        int[][] given = new int[size][tokens];
        for (Block share : plan.valueBlocks(size, tokens)) {
            for (Block block : plan.rowBlocks(share)) {
                assertThat(block.sequences() * block.contributors() * rows).isBetween(1, about * 3 / 2 + rows);
                for (int sequence = block.from(); sequence < block.end(); sequence++) {
                    for (int token = block.first(); token < block.last(); token++) {
                        given[sequence][token]++;
                    }
                }
            }
        }
        assertThat(Arrays.stream(given).flatMapToInt(Arrays::stream)).containsOnly(1);
    }
}
