package dev.mixlab.data.sample;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.grammar.RandomChoice;
import dev.mixlab.data.sample.grammar.Words;
import dev.mixlab.data.sample.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The sample data set: 2,000 minimal pairs to learn from and 2,000 to be scored on, always the same ones. */
public final class SampleData {

    /** The data set's id in the catalogue. */
    public static final String ID = "sample";

    /** Hash of the data set's content, so that a store that has it already need not create it again. */
    public static final String SHA256 = "1217a0afd44f46c17d571c6d5bb0bd0a837702bfec30cca24220cb8653860314";

    /** Pairs per paradigm and split; each label has half of them. */
    public static final int PAIRS = 400;

    /** Share of hard pairs: the lever for how many a pre-trained model gets right. */
    public static final double HARD = 0.5;

    private static final long SEED = 2023;

    private final Set<String> usedSentences = new HashSet<>();
    private final RandomChoice draw = new RandomChoice(SEED);
    private final List<PairTemplate> templates;

    private SampleData() {
        PairParts parts = new PairParts(new Words(Lexicon.get(), draw));
        this.templates = List.of(
                new AnaphorPairs(parts),
                new DeterminerPairs(parts, Paradigm.DETERMINER_NOUN),
                new DeterminerPairs(parts, Paradigm.DETERMINER_ADJECTIVE_NOUN),
                new DistractorPairs(parts),
                new SubjectVerbPairs(parts));
    }

    /** Both splits; no sentence, good, bad or masked, is there twice. */
    public static AgreementData create() {
        SampleData data = new SampleData();
        List<AgreementExample> train = data.split("train");
        List<AgreementExample> test = data.split("test");
        return AgreementData.of(ID, "Sample of this project's grammar", train, test, DataCounts.of(train, test));
    }

    /** All good and bad sentences of both splits, as running text would have them. */
    static Set<String> sentences() {
        Set<String> sentences = new HashSet<>();
        for (AgreementExample example : create().examples()) {
            sentences.add(example.sentence().text());
            sentences.add(
                    example.sentence().with(example.target(), example.bad()).text());
        }
        return sentences;
    }

    private List<AgreementExample> split(String name) {
        List<AgreementExample> split = new ArrayList<>();
        for (PairTemplate template : templates) {
            for (int i = 0; i < PAIRS; i++) {
                GrammaticalNumber label = i % 2 == 0 ? GrammaticalNumber.SINGULAR : GrammaticalNumber.PLURAL;
                boolean hard = i - i % 2 < HARD * PAIRS;
                String id = String.format(
                        Locale.ROOT, "%s-%s-%03d", template.paradigm().id(), name, i + 1);
                split.add(fresh(template, id, label, hard));
            }
        }
        Collections.shuffle(split, new Random(SEED));
        return split;
    }

    private AgreementExample fresh(PairTemplate template, String id, GrammaticalNumber label, boolean hard) {
        while (true) {
            AgreementExample example = template.next(label, hard).example(id, template.paradigm());
            List<String> forms = Stream.of(example.good(), example.bad(), "[MASK]")
                    .map(word -> example.sentence().with(example.target(), word).text())
                    .toList();
            if (Collections.disjoint(usedSentences, forms)) {
                usedSentences.addAll(forms);
                return example;
            }
        }
    }
}
