package dev.mixlab.data.blimp;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.SeededSplit;
import dev.mixlab.data.blimp.PairAnnotator.Annotation;
import dev.mixlab.text.DropReason;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Builds the agreement data set of the Value Zeroing paper (Mohebbi et al. 2023, section 4.1) from BLiMP's pairs. It finds the cues,
 * drops pairs whose good or bad word is not a single piece of the tokenizer, balances singular and plural of rpsv, and divides the
 * rest into a train and a test split. The same pairs, tokenizer and seed always give the same splits.
 */
public final class BlimpData {

    private static final String ID = "blimp";
    private static final String NAME = "BLiMP number agreement";
    private static final Set<Paradigm> BALANCED = Set.of(Paradigm.SUBJECT_VERB);

    private final Map<Paradigm, Map<DropReason, Integer>> dropped = new EnumMap<>(Paradigm.class);
    private final Random random;

    private BlimpData(long seed) {
        this.random = new Random(seed);
    }

    /** A check of how a tokenizer encodes an example whose cues may be unknown. */
    private interface Pieces {
        Optional<DropReason> dropReason(String id, PairWords words, List<Integer> cues);
    }

    /** Builds the data set for the models of one tokenizer. */
    public static AgreementData build(List<MinimalPair> pairs, ExampleEncoder encoder, long seed) {
        return new BlimpData(seed).build(pairs, (id, words, cues) -> {
            Encoding encoding = encoder.encode(id, words.sentence(), words.target(), cues, words.bad());
            return encoding instanceof Encoding.Dropped drop ? Optional.of(drop.reason()) : Optional.empty();
        });
    }

    /** Builds the data set for any tokenizer, so that no pair is dropped because of its pieces. */
    public static AgreementData build(List<MinimalPair> pairs, long seed) {
        return new BlimpData(seed).build(pairs, (id, words, cues) -> Optional.empty());
    }

    private AgreementData build(List<MinimalPair> pairs, Pieces pieces) {
        List<AgreementExample> usable = new ArrayList<>();
        Set<String> distinctPairs = new HashSet<>();
        for (MinimalPair pair : pairs) {
            Annotation annotation = PairAnnotator.annotate(pair);
            Optional<DropReason> dropReason = dropReason(pair.id(), annotation, pieces);
            if (dropReason.isPresent()) {
                drop(pair.paradigm(), dropReason.get());
            } else if (!distinctPairs.add(pair.good() + "\n" + pair.bad())) {
                drop(pair.paradigm(), DropReason.DUPLICATE);
            } else if (annotation instanceof Annotation.Annotated annotated) {
                usable.add(annotated.example());
            }
        }
        SeededSplit split = SeededSplit.of(balanced(usable), random);
        DataCounts counts = DataCounts.of(split.train(), split.test(), dropped);
        return AgreementData.of(ID, NAME, split.train(), split.test(), counts);
    }

    /**
     * Returns why a pair is dropped. A pair whose cues are not found and whose target is not one piece is counted under its
     * pieces, as the paper filters by pieces first.
     */
    private static Optional<DropReason> dropReason(String id, Annotation annotation, Pieces pieces) {
        if (annotation instanceof Annotation.Annotated annotated) {
            AgreementExample example = annotated.example();
            return pieces.dropReason(
                    id, new PairWords(example.sentence(), example.target(), example.bad()), example.cues());
        }
        Annotation.Dropped drop = (Annotation.Dropped) annotation;
        return pieces.dropReason(id, drop.words(), List.of()).or(() -> Optional.of(drop.reason()));
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
                drop(paradigm, DropReason.BALANCED);
            }
        }
        return examples.stream().filter(example -> !surplus.contains(example)).toList();
    }

    private static List<AgreementExample> only(
            List<AgreementExample> examples, Paradigm paradigm, GrammaticalNumber number) {
        List<AgreementExample> some = new ArrayList<>();
        for (AgreementExample example : examples) {
            if (example.paradigm() == paradigm && example.label() == number) {
                some.add(example);
            }
        }
        return some;
    }

    private void drop(Paradigm paradigm, DropReason reason) {
        dropped.computeIfAbsent(paradigm, key -> new EnumMap<>(DropReason.class))
                .merge(reason, 1, Integer::sum);
    }
}
