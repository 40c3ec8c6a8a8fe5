package dev.mixlab.run.listing;

import dev.mixlab.run.listing.RunCondition.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs in groups, of which each has the runs of one value. A run with several tags is in the group of each, and one without tags in none.
 *
 * @param total number of groups on all pages
 * @param items one page of them
 */
public record RunGroups(long total, List<Group> items) {

    public RunGroups {
        items = List.copyOf(items);
    }

    /** What runs can be grouped by. */
    public enum Key {
        MODEL,
        DATA,
        SEED,
        LEARNING_RATE,
        TAG
    }

    /** What groups can be ordered by. */
    public enum Order {
        VALUE,
        RUNS,
        MEAN
    }

    /**
     * How runs are grouped.
     *
     * @param key what the runs of a group have in common
     * @param metrics numbers of which the mean and the spread over each group are computed; at least one
     * @param order what the groups are ordered by: their value, their number of runs, or the mean of the first number, where groups
     *     without one come last; groups that are alike in that follow one another in the order of their values
     * @param ascending whether the smallest comes first
     */
    public record Grouping(Key key, List<Metric> metrics, Order order, boolean ascending) {

        public Grouping {
            metrics = metrics.stream().distinct().toList();
            if (metrics.isEmpty()) {
                throw new IllegalArgumentException("runs are grouped with at least one number");
            }
        }
    }

    /**
     * The runs of one value.
     *
     * @param value the value: a tag, the id of a model or data set, or a number in digits
     * @param runs number of its runs
     * @param succeeded number of those that succeeded, over which the numbers are taken
     * @param failed number of those that failed
     * @param metrics the numbers that were asked for, in their order
     */
    public record Group(String value, long runs, long succeeded, long failed, List<Spread> metrics) {

        public Group {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * How a number spreads over the runs of a group that succeeded and have it.
     *
     * @param metric the number
     * @param runs number of the runs that have it
     * @param mean its mean; null without such runs
     * @param standardDeviation its standard deviation, with one degree of freedom less than there are runs; null for fewer than two
     * @param least the smallest; null without such runs
     * @param largest the largest; null without such runs
     */
    public record Spread(
            Metric metric,
            long runs,
            @Nullable Double mean,
            @Nullable Double standardDeviation,
            @Nullable Double least,
            @Nullable Double largest) {}
}
