package dev.mixlab.jobs.cost;

import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.estimate.CostEstimate.Resource;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Compares what a run needs with what there is, and says what can be done where there is too little. */
final class Shortages {

    private final PipelineSpec spec;
    private final Machine machine;
    private final Demand others;

    /**
     * Compares with what other runs leave.
     *
     * @param others what other runs take, of memory at the same time
     */
    Shortages(PipelineSpec spec, Machine machine, Demand others) {
        this.spec = spec;
        this.machine = machine;
        this.others = others;
    }

    Resource disk(DiskNeed need) {
        long available = Math.max(0, machine.disk() - others.disk());
        if (need.most() <= available) {
            return new Resource(need.most(), available, null);
        }
        List<String> ways = new ArrayList<>();
        if (need.most() <= machine.disk()) {
            ways.add("wait until other runs have ended");
        }
        ways.add("take fewer examples");
        if (spec.methods().size() > 1) {
            ways.add("score fewer methods");
        }
        if (spec.scoring().rows() == Rows.ALL) {
            ways.add("score only the target's row of each map");
        }
        ways.add("make space on the disk of the data folder");
        return new Resource(
                need.most(),
                available,
                "The run needs %s of disk, and there are %s for it%s. %s."
                        .formatted(size(need.most()), size(available), beside(others.disk()), sentence(ways)));
    }

    /**
     * Compares the memory.
     *
     * @param train lengths of the train examples
     */
    Resource memory(MemoryNeed need, Lengths train) {
        int batch = Math.min(spec.fineTuning().batchSize(), train.count());
        long bytes = need.bytes(batch, train.longestOf(batch));
        long available = Math.max(0, machine.memory() - others.memory());
        if (need.leastHeap() > need.heapLimit()) {
            return new Resource(
                    bytes,
                    available,
                    "The run needs %s of Java's heap, which may grow to %s. Start the program with java -Xmx%sm, or take a smaller model."
                            .formatted(size(need.leastHeap()), size(need.heapLimit()), (need.leastHeap() >> 20) + 1));
        }
        if (bytes <= available) {
            return new Resource(bytes, available, null);
        }
        List<String> ways = new ArrayList<>();
        if (bytes <= machine.memory()) {
            ways.add("wait until other runs have ended");
            ways.add("start the program with fewer --slots");
        }
        if (need.headDecides(batch, train.longestOf(batch))) {
            ways.add("fit the head with fewer tokens per batch");
        }
        fitting(need, train, batch, available).ifPresent(size -> ways.add("take a batch size of " + size));
        if (need.scoringDecides(batch, train.longestOf(batch))) {
            ways.add("start the program with a smaller --memory-budget");
        }
        ways.add("take a smaller model");
        return new Resource(
                bytes,
                available,
                "The run needs %s of memory, and there are %s%s. %s."
                        .formatted(size(bytes), size(available), beside(others.memory()), sentence(ways)));
    }

    private static String beside(long bytes) {
        return bytes == 0 ? "" : " beside the %s of other runs".formatted(size(bytes));
    }

    /** Returns the largest half, quarter, and so on, of the batch size with which the run fits into the memory. */
    private static OptionalInt fitting(MemoryNeed need, Lengths train, int batch, long available) {
        return IntStream.iterate(batch / 2, size -> size > 0, size -> size / 2)
                .filter(size -> need.bytes(size, train.longestOf(size)) <= available)
                .findFirst();
    }

    private static String sentence(List<String> ways) {
        String text = ways.size() == 1
                ? ways.get(0)
                : String.join(", ", ways.subList(0, ways.size() - 1)) + ", or " + ways.get(ways.size() - 1);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Writes bytes as 31.4 MB. */
    private static String size(long bytes) {
        return bytes >= 1_000_000_000L
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
