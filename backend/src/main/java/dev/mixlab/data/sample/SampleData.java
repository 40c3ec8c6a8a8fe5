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

/** The sample data set: 2,000 minimal pairs for fine-tuning and 2,000 for scoring, always the same. */
public final class SampleData {

    /** Id of the data set in the catalogue. */
    public static final String ID = "sample";

    /** SHA-256 of the data set, by which a store that already has it can tell that it need not be generated again. */
    public static final String SHA256 = "1217a0afd44f46c17d571c6d5bb0bd0a837702bfec30cca24220cb8653860314";

    /** Number of pairs per paradigm and split; each label has half of them. */
    public static final int PAIRS = 400;

    /** Share of hard pairs, which determines the accuracy of the pre-trained model. */
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

    /** Generates both splits, in which no good, bad or masked sentence occurs twice. */
    public static AgreementData create() {
        SampleData data = new SampleData();
        List<AgreementExample> train = data.split("train");
        List<AgreementExample> test = data.split("test");
        return AgreementData.of(ID, "Sample of this project's grammar", train, test, DataCounts.of(train, test));
    }

    /** Returns all good and bad sentences of both splits, written as running text. */
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
