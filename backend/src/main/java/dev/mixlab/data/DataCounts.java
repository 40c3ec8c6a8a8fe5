package dev.mixlab.data;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.DropReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How many minimal pairs of a data set were read, used and dropped.
 *
 * @param paradigms one entry per paradigm that has pairs, in the order of {@link Paradigm}
 */
public record DataCounts(List<OfParadigm> paradigms) {

    public DataCounts {
        paradigms = List.copyOf(paradigms);
    }

    /**
     * One paradigm's pairs: all that were read are in a split or dropped for a reason.
     *
     * @param read pairs read
     * @param dropped pairs dropped, by reason; reasons without any are left out
     * @param singular examples whose good word is singular
     * @param plural examples whose good word is plural
     * @param train examples in the train split
     * @param test examples in the test split
     */
    public record OfParadigm(
            Paradigm paradigm,
            int read,
            Map<DropReason, Integer> dropped,
            int singular,
            int plural,
            int train,
            int test) {

        public OfParadigm {
            Map<DropReason, Integer> ordered = new EnumMap<>(DropReason.class);
            ordered.putAll(dropped);
            dropped = Collections.unmodifiableMap(ordered);
            int lost = dropped.values().stream().mapToInt(Integer::intValue).sum();
            if (read != train + test + lost || singular + plural != train + test) {
                throw new InvalidInputException(
                        "%s: %s pairs read, but %s train, %s test and %s dropped; %s singular, %s plural"
                                .formatted(paradigm.id(), read, train, test, lost, singular, plural));
            }
        }

        /** Pairs whose good and bad word are single pieces; of these some may be dropped for other reasons. */
        public int singlePiece() {
            int lost = 0;
            for (Map.Entry<DropReason, Integer> entry : dropped.entrySet()) {
                lost += entry.getKey().isAboutPieces() ? entry.getValue() : 0;
            }
            return read - lost;
        }

        /** Examples in both splits. */
        public int kept() {
            return train + test;
        }

        /** Examples that can be used, before any were left out for balance. */
        public int usable() {
            return kept() + dropped.getOrDefault(DropReason.BALANCED, 0);
        }
    }

    /** The counts of splits to which nothing was lost. */
    public static DataCounts of(List<AgreementExample> train, List<AgreementExample> test) {
        return of(train, test, Map.of());
    }

    /** The counts of two splits and of what was dropped on the way to them. */
    public static DataCounts of(
            List<AgreementExample> train,
            List<AgreementExample> test,
            Map<Paradigm, ? extends Map<DropReason, Integer>> dropped) {
        List<OfParadigm> counts = new ArrayList<>();
        for (Paradigm paradigm : Paradigm.values()) {
            Map<DropReason, Integer> lost = dropped.containsKey(paradigm) ? dropped.get(paradigm) : Map.of();
            Predicate<AgreementExample> here = example -> example.paradigm() == paradigm;
            int inTrain = count(train, here);
            int inTest = count(test, here);
            int read = inTrain
                    + inTest
                    + lost.values().stream().mapToInt(Integer::intValue).sum();
            Predicate<AgreementExample> singular = here.and(example -> example.label() == GrammaticalNumber.SINGULAR);
            int one = count(train, singular) + count(test, singular);
            if (read > 0) {
                counts.add(new OfParadigm(paradigm, read, lost, one, inTrain + inTest - one, inTrain, inTest));
            }
        }
        return new DataCounts(counts);
    }

    private static int count(List<AgreementExample> examples, Predicate<AgreementExample> which) {
        return (int) examples.stream().filter(which).count();
    }

    /** Pairs read of all paradigms. */
    public int read() {
        return paradigms.stream().mapToInt(OfParadigm::read).sum();
    }

    /** Pairs of all paradigms whose good and bad word are single pieces. */
    public int singlePiece() {
        return paradigms.stream().mapToInt(OfParadigm::singlePiece).sum();
    }

    /** Examples in both splits of all paradigms. */
    public int kept() {
        return paradigms.stream().mapToInt(OfParadigm::kept).sum();
    }
}
