package dev.mixlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.text.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Splits of examples drawn from so few words that many share a sentence. */
class SeededSplitTest {

    private static final List<Paradigm> PARADIGMS = List.of(Paradigm.values());
    private static final List<String> VERBS = List.of("see", "know", "Like", "like");

    @RepeatedTest(30)
    void everyExampleIsInOneHalfAndNoSentenceInBoth(RepetitionInfo info) {
        List<AgreementExample> examples = examples(new Random(info.getCurrentRepetition()), 60);

        SeededSplit split = SeededSplit.of(examples, new Random(5));

        List<AgreementExample> both = new ArrayList<>(split.train());
        both.addAll(split.test());
        assertThat(both).containsExactlyInAnyOrderElementsOf(examples);
        assertThat(texts(split.train())).doesNotContainAnyElementsOf(texts(split.test()));
        assertThat(SeededSplit.of(examples, new Random(5))).isEqualTo(split);
    }

    @RepeatedTest(10)
    void withoutSharedSentencesEveryParadigmAndNumberIsHalved(RepetitionInfo info) {
        List<AgreementExample> examples = new ArrayList<>();
        Random random = new Random(info.getCurrentRepetition());
        for (int i = 0; i < 101; i++) {
            Paradigm paradigm = random.nextBoolean() ? Paradigm.ANAPHOR : Paradigm.SUBJECT_VERB;
            examples.add(example(i, paradigm, List.of("Number" + i, "sees", "it"), random.nextBoolean()));
        }

        SeededSplit split = SeededSplit.of(examples, new Random(1));

        assertThat(Math.abs(split.train().size() - split.test().size())).isEqualTo(1);
        for (Paradigm paradigm : List.of(Paradigm.ANAPHOR, Paradigm.SUBJECT_VERB)) {
            for (GrammaticalNumber number : GrammaticalNumber.values()) {
                assertThat(count(split.train(), paradigm, number) - count(split.test(), paradigm, number))
                        .isBetween(-1L, 1L);
            }
        }
    }

    private static List<AgreementExample> examples(Random random, int size) {
        List<AgreementExample> examples = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<String> words =
                    List.of("Ann" + random.nextInt(9), VERBS.get(random.nextInt(4)), "x" + random.nextInt(5));
            Paradigm paradigm = PARADIGMS.get(random.nextInt(5));
            examples.add(example(i, paradigm, words, random.nextBoolean()));
        }
        return examples;
    }

    private static AgreementExample example(int number, Paradigm paradigm, List<String> words, boolean singular) {
        GrammaticalNumber label = singular ? GrammaticalNumber.SINGULAR : GrammaticalNumber.PLURAL;
        return new AgreementExample(
                "e" + number, paradigm, label, Sentence.of(words), 1, List.of(0), "is" + number % 3);
    }

    private static Set<String> texts(List<AgreementExample> examples) {
        Set<String> texts = new HashSet<>();
        for (AgreementExample example : examples) {
            for (String word : List.of(example.good(), example.bad(), "_")) {
                texts.add(example.sentence().with(example.target(), word).text().toLowerCase(Locale.ROOT));
            }
        }
        return texts;
    }

    private static long count(List<AgreementExample> half, Paradigm paradigm, GrammaticalNumber number) {
        return half.stream()
                .filter(example -> example.isOf(paradigm) && number.label().equals(example.label()))
                .count();
    }
}
