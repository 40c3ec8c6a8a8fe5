package dev.mixlab.evaluation;

import dev.mixlab.data.Paradigm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The groups of sentences that measures are estimated over. */
public final class SentenceGroups {

    /** Name of the group of all sentences. */
    public static final String ALL = "all";

    private SentenceGroups() {}

    /**
     * A named group of sentences.
     *
     * @param name "all", "right", "wrong", the name of a paradigm, or a distance such as "distance_3_4"
     * @param members their indices, ascending
     */
    public record Group(String name, int[] members) {

        /** Selects the values of the members from one value per sentence. */
        public double[] of(double[] values) {
            return IntStream.of(members).mapToDouble(i -> values[i]).toArray();
        }
    }

    /**
     * Forms the groups: all sentences; those that the model answers right and wrong; those of each paradigm; and those
     * with their nearest cue in each range of distances. Groups without members are omitted.
     */
    public static List<Group> of(List<EvaluatedExample> examples) {
        int count = examples.size();
        List<Group> groups = new ArrayList<>();
        groups.add(group(ALL, count, i -> true));
        groups.add(group("right", count, i -> examples.get(i).right()));
        groups.add(group("wrong", count, i -> !examples.get(i).right()));
        for (String paradigm : paradigms(examples)) {
            groups.add(group(paradigm, count, i -> examples.get(i).paradigm().equals(paradigm)));
        }
        for (Distance distance : Distance.values()) {
            groups.add(group(
                    distance.id, count, i -> distance.holds(examples.get(i).distance())));
        }
        return groups.stream().filter(group -> group.members().length > 0).toList();
    }

    /** The paradigms of the published script in its order, then all others by name. */
    private static Set<String> paradigms(List<EvaluatedExample> examples) {
        Set<String> paradigms = new LinkedHashSet<>();
        Arrays.stream(Paradigm.values()).map(Paradigm::id).forEach(paradigms::add);
        examples.stream().map(EvaluatedExample::paradigm).sorted().forEach(paradigms::add);
        return paradigms;
    }

    /** Returns whether a paradigm of this name could not be told from another group. */
    public static boolean isReserved(String name) {
        return Set.of(ALL, "right", "wrong").contains(name) || name.startsWith("distance_");
    }

    /** Ranges of the number of words from the target to its nearest cue word. */
    private enum Distance {
        ONE("distance_1", 1, 1),
        TWO("distance_2", 2, 2),
        THREE_OR_FOUR("distance_3_4", 3, 4),
        FIVE_UP("distance_5_up", 5, Integer.MAX_VALUE);

        private final String id;
        private final int least;
        private final int most;

        Distance(String id, int least, int most) {
            this.id = id;
            this.least = least;
            this.most = most;
        }

        boolean holds(int words) {
            return words >= least && words <= most;
        }
    }

    private static Group group(String name, int count, IntPredicate member) {
        return new Group(name, IntStream.range(0, count).filter(member).toArray());
    }
}
