package dev.mixlab.evaluation;

import dev.mixlab.data.Paradigm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The parts of a set of sentences that figures are given for. */
public final class SentenceGroups {

    private SentenceGroups() {}

    /**
     * Some of the sentences.
     *
     * @param name "all", "right", "wrong", the id of a paradigm, or a distance such as "distance_3_4"
     * @param members their indices, ascending
     */
    public record Group(String name, int[] members) {

        /** The members' values of a value per sentence. */
        public double[] of(double[] values) {
            return IntStream.of(members).mapToDouble(i -> values[i]).toArray();
        }
    }

    /**
     * All sentences; those that the model answers right and wrong; those of each paradigm; and those with their nearest cue in each range of
     * distances. Groups without members are left out.
     */
    public static List<Group> of(List<EvaluatedExample> examples) {
        int count = examples.size();
        List<Group> groups = new ArrayList<>();
        groups.add(group("all", count, i -> true));
        groups.add(group("right", count, i -> examples.get(i).right()));
        groups.add(group("wrong", count, i -> !examples.get(i).right()));
        for (Paradigm paradigm : Paradigm.values()) {
            groups.add(group(paradigm.id(), count, i -> examples.get(i).paradigm() == paradigm));
        }
        for (Distance distance : Distance.values()) {
            groups.add(group(
                    distance.id, count, i -> distance.holds(examples.get(i).distance())));
        }
        return groups.stream().filter(group -> group.members().length > 0).toList();
    }

    /** Words from the target to its nearest cue word. */
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
