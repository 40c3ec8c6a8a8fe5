package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
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
     * @param name "all", "right", "wrong", or the id of a paradigm
     * @param members their indices, ascending
     */
    public record Group(String name, int[] members) {

        /** The members' values of a value per sentence. */
        public double[] of(double[] values) {
            return IntStream.of(members).mapToDouble(i -> values[i]).toArray();
        }
    }

    /**
     * All sentences; those that the model answers right and wrong; and those of each paradigm. Groups without members are left out.
     *
     * @param paradigms per sentence its paradigm
     * @param right per sentence whether the model prefers the good word
     */
    public static List<Group> of(List<Paradigm> paradigms, boolean[] right) {
        int count = paradigms.size();
        if (right.length != count) {
            throw new InvalidInputException("%d paradigms and %d answers".formatted(count, right.length));
        }
        List<Group> groups = new ArrayList<>();
        groups.add(group("all", count, i -> true));
        groups.add(group("right", count, i -> right[i]));
        groups.add(group("wrong", count, i -> !right[i]));
        for (Paradigm paradigm : Paradigm.values()) {
            groups.add(group(paradigm.id(), count, i -> paradigms.get(i) == paradigm));
        }
        return groups.stream().filter(group -> group.members().length > 0).toList();
    }

    private static Group group(String name, int count, IntPredicate member) {
        return new Group(name, IntStream.range(0, count).filter(member).toArray());
    }
}
