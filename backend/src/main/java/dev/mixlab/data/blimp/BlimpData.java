package dev.mixlab.data.blimp;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.SeededSplit;
import dev.mixlab.data.blimp.PairAnnotator.Annotation;
import dev.mixlab.text.DropReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds the agreement data set of the Value Zeroing paper (Mohebbi et al. 2023, section 4.1) from BLiMP's pairs, for models of any
 * tokenizer: cues are found, singular and plural of rpsv are balanced, and the rest is divided into a train and a test split. The same
 * pairs and seed always give the same splits. A pair that cannot be used is dropped under its reason. What one model cannot read is
 * dropped later, by {@link dev.mixlab.data.EncodedHalves}.
 */
public final class BlimpData {

    /** The id of the first data set in BLiMP's layout. */
    public static final String ID = "blimp";

    private static final String NAME = "BLiMP number agreement";
    private static final Set<Paradigm> BALANCED = Set.of(Paradigm.SUBJECT_VERB);

    private final List<DroppedPair> dropped = new ArrayList<>();
    private final Random random;

    /** A pair's sentences. */
    private record Sentences(String good, String bad) {

        Sentences(MinimalPair pair) {
            this(pair.good(), pair.bad());
        }

        Sentences reversed() {
            return new Sentences(bad, good);
        }
    }

    private BlimpData(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Builds the data set.
     *
     * @throws InvalidInputException if no pair can be used
     */
    public static AgreementData build(List<MinimalPair> pairs, long seed) {
        return new BlimpData(seed).build(pairs);
    }

    private AgreementData build(List<MinimalPair> pairs) {
        SeededSplit split = SeededSplit.of(balanced(usable(pairs)), random);
        DataCounts counts = DataCounts.of(split.train(), split.test(), dropped);
        if (counts.kept() == 0) {
            throw new InvalidInputException("none of the %s pairs can be used; the first, %s: %s"
                    .formatted(
                            counts.read(),
                            dropped.get(0).where(),
                            dropped.get(0).reason().meaning()));
        }
        return AgreementData.of(ID, NAME, split.train(), split.test(), counts);
    }

    /** The examples of the pairs; where a pair's reverse is there too, both sentences are right, whatever the rules take the noun for. */
    private List<AgreementExample> usable(List<MinimalPair> pairs) {
        Map<MinimalPair, AgreementExample> annotated = annotated(pairs);
        Set<Sentences> all = pairs.stream().map(Sentences::new).collect(Collectors.toSet());
        Set<Sentences> distinct = new HashSet<>();
        List<AgreementExample> usable = new ArrayList<>();
        annotated.forEach((pair, example) -> {
            Sentences sentences = new Sentences(pair);
            if (all.contains(sentences.reversed())) {
                dropped.add(pair.dropped(DropReason.CUE_AMBIGUOUS));
            } else if (distinct.add(sentences)) {
                usable.add(example);
            } else {
                dropped.add(pair.dropped(DropReason.DUPLICATE));
            }
        });
        return usable;
    }

    private Map<MinimalPair, AgreementExample> annotated(List<MinimalPair> pairs) {
        Map<MinimalPair, AgreementExample> annotated = new LinkedHashMap<>();
        for (MinimalPair pair : pairs) {
            Annotation annotation = PairAnnotator.annotate(pair);
            if (annotation instanceof Annotation.Annotated found) {
                annotated.put(pair, found.example());
            } else if (annotation instanceof Annotation.Dropped drop) {
                dropped.add(pair.dropped(drop.reason()));
            }
        }
        return annotated;
    }

    /** Drops random examples of the more frequent number until singular and plural are balanced. */
    private List<AgreementExample> balanced(List<AgreementExample> examples) {
        Set<AgreementExample> surplus = new HashSet<>();
        for (Paradigm paradigm : BALANCED) {
            List<AgreementExample> singular = only(examples, paradigm, GrammaticalNumber.SINGULAR);
            List<AgreementExample> plural = only(examples, paradigm, GrammaticalNumber.PLURAL);
            List<AgreementExample> larger = singular.size() > plural.size() ? singular : plural;
            int size = Math.min(singular.size(), plural.size());
            Collections.shuffle(larger, random);
            for (AgreementExample example : larger.subList(size, larger.size())) {
                surplus.add(example);
                dropped.add(example.dropped(DropReason.BALANCED));
            }
        }
        return examples.stream().filter(example -> !surplus.contains(example)).toList();
    }

    private static List<AgreementExample> only(
            List<AgreementExample> examples, Paradigm paradigm, GrammaticalNumber number) {
        List<AgreementExample> some = new ArrayList<>();
        for (AgreementExample example : examples) {
            if (example.isOf(paradigm) && number.label().equals(example.label())) {
                some.add(example);
            }
        }
        return some;
    }
}
