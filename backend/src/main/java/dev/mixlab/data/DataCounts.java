package dev.mixlab.data;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.DropReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Counts of the minimal pairs of a data set: read, used and dropped.
 *
 * @param paradigms counts of each paradigm that has pairs, those of {@link Paradigm} first and in its order, others by name
 * @param dropped pairs that were dropped
 */
public record DataCounts(List<OfParadigm> paradigms, List<DroppedPair> dropped) {

    /** Version 0.1.0 stored the counts without the pairs that were dropped. */
    public DataCounts {
        paradigms = List.copyOf(paradigms);
        dropped = dropped == null ? List.of() : List.copyOf(dropped);
    }

    /**
     * Counts of one paradigm. Every pair that was read is either in a split or dropped for a reason.
     *
     * @param paradigm its name
     * @param read pairs read
     * @param dropped numbers of dropped pairs by reason; reasons that never occurred are absent
     * @param singular examples with the label singular
     * @param plural examples with the label plural; what is neither has another label or none
     * @param train examples in the train split
     * @param test examples in the test split
     */
    public record OfParadigm(
            String paradigm,
            int read,
            Map<DropReason, Integer> dropped,
            int singular,
            int plural,
            int train,
            int test) {

        public OfParadigm {
            paradigm = Paradigm.find(paradigm).map(Paradigm::id).orElse(paradigm);
            Map<DropReason, Integer> ordered = new EnumMap<>(DropReason.class);
            ordered.putAll(dropped);
            dropped = Collections.unmodifiableMap(ordered);
            int lost = dropped.values().stream().mapToInt(Integer::intValue).sum();
            if (read != train + test + lost || singular + plural > train + test) {
                throw new InvalidInputException(
                        "%s: %s pairs read, but %s train, %s test and %s dropped; %s singular, %s plural"
                                .formatted(paradigm, read, train, test, lost, singular, plural));
            }
        }

        /** Returns the number of examples in both splits. */
        public int kept() {
            return train + test;
        }

        /** Returns the number of usable examples before balancing. */
        public int usable() {
            return kept() + dropped.getOrDefault(DropReason.BALANCED, 0);
        }
    }

    /** Counts the examples of two splits, with no pair dropped. */
    public static DataCounts of(List<AgreementExample> train, List<AgreementExample> test) {
        return of(train, test, List.of());
    }

    /** Counts the examples of two splits and the pairs that were dropped while they were built. */
    public static DataCounts of(List<AgreementExample> train, List<AgreementExample> test, List<DroppedPair> dropped) {
        List<OfParadigm> counts = new ArrayList<>();
        for (String paradigm : paradigms(train, test, dropped)) {
            Map<DropReason, Integer> lost = lost(dropped, paradigm);
            Predicate<AgreementExample> here = example -> example.paradigm().equals(paradigm);
            int inTrain = count(train, here);
            int inTest = count(test, here);
            int read = inTrain
                    + inTest
                    + lost.values().stream().mapToInt(Integer::intValue).sum();
            int singular = count(train, test, here.and(has(GrammaticalNumber.SINGULAR)));
            int plural = count(train, test, here.and(has(GrammaticalNumber.PLURAL)));
            counts.add(new OfParadigm(paradigm, read, lost, singular, plural, inTrain, inTest));
        }
        return new DataCounts(counts, dropped);
    }

    /** The paradigms that have pairs, in the order of the counts. */
    private static Set<String> paradigms(
            List<AgreementExample> train, List<AgreementExample> test, List<DroppedPair> dropped) {
        Set<String> named = new TreeSet<>();
        train.forEach(example -> named.add(example.paradigm()));
        test.forEach(example -> named.add(example.paradigm()));
        dropped.forEach(pair -> named.add(pair.paradigm()));
        Set<String> ordered = new LinkedHashSet<>();
        for (Paradigm paradigm : Paradigm.values()) {
            if (named.contains(paradigm.id())) {
                ordered.add(paradigm.id());
            }
        }
        ordered.addAll(named);
        return ordered;
    }

    private static Predicate<AgreementExample> has(GrammaticalNumber number) {
        return example -> number.label().equals(example.label());
    }

    private static Map<DropReason, Integer> lost(List<DroppedPair> dropped, String paradigm) {
        Map<DropReason, Integer> lost = new EnumMap<>(DropReason.class);
        for (DroppedPair pair : dropped) {
            if (pair.paradigm().equals(paradigm)) {
                lost.merge(pair.reason(), 1, Integer::sum);
            }
        }
        return lost;
    }

    private static int count(
            List<AgreementExample> train, List<AgreementExample> test, Predicate<AgreementExample> which) {
        return count(train, which) + count(test, which);
    }

    private static int count(List<AgreementExample> examples, Predicate<AgreementExample> which) {
        return (int) examples.stream().filter(which).count();
    }

    /** Returns the number of pairs read in all paradigms. */
    public int read() {
        return paradigms.stream().mapToInt(OfParadigm::read).sum();
    }

    /** Returns the number of examples in both splits of all paradigms. */
    public int kept() {
        return paradigms.stream().mapToInt(OfParadigm::kept).sum();
    }
}
