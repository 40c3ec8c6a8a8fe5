package dev.mixlab.data.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.grammar.Sentences;
import dev.mixlab.data.sample.lexicon.Lexicon;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.RelationalNoun;
import dev.mixlab.data.sample.lexicon.VerbForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleDataTest {

    private static final AgreementData DATA = SampleData.create();
    private static final Set<String> SINGULAR_TARGETS =
            targets(VerbForms::third, "this", "that", "himself", "herself", "itself", "is", "was", "has", "does");
    private static final Set<String> PLURAL_TARGETS =
            targets(VerbForms::base, "these", "those", "themselves", "are", "were", "have", "do");
    private static final Map<String, Set<GrammaticalNumber>> NUMBERS = numbers();

    @Test
    void halvesAreBalancedOverParadigmsAndLabels() {
        for (List<AgreementExample> half : List.of(DATA.train(), DATA.test())) {
            assertThat(half).hasSize(2000);
            for (Paradigm paradigm : Paradigm.values()) {
                for (GrammaticalNumber label : GrammaticalNumber.values()) {
                    assertThat(half)
                            .filteredOn(example ->
                                    example.isOf(paradigm) && label.label().equals(example.label()))
                            .hasSize(200);
                }
            }
        }
    }

    @Test
    void noSentenceGoodBadOrMaskedIsThereTwice() {
        Set<String> seen = new HashSet<>();
        for (AgreementExample example : DATA.examples()) {
            for (String word : List.of(example.good(), example.bad(), "[MASK]")) {
                assertThat(seen.add(text(example, word)))
                        .as(text(example, word))
                        .isTrue();
            }
        }
        assertThat(seen).hasSize(12_000);
    }

    @Test
    void sameDataEveryTime() {
        assertThat(SampleData.create()).isEqualTo(DATA);
        assertThat(DATA.sha256()).isEqualTo(SampleData.SHA256);
    }

    @Test
    void targetsAgreeWithTheLabelAndTheirBadWordsDoNot() {
        for (AgreementExample example : DATA.examples()) {
            assertThat(numberOfTarget(example.good()))
                    .as(example.id())
                    .isEqualTo(example.number().orElseThrow());
            assertThat(numberOfTarget(example.bad()))
                    .as(example.id())
                    .isNotEqualTo(example.number().orElseThrow());
        }
    }

    @Test
    void theCueIsOneWordWhoseNumberIsTheLabel() {
        for (AgreementExample example : DATA.examples()) {
            assertThat(example.cues()).hasSize(1);
            String cue = example.sentence().words().get(example.cues().get(0));
            assertThat(numbersOfNoun(cue))
                    .as("%s: %s", example.id(), cue)
                    .containsExactly(example.number().orElseThrow());
        }
    }

    @Test
    void withTheCueInTheOtherNumberTheBadWordIsRight() {
        for (AgreementExample example : DATA.examples()) {
            int cue = example.cues().get(0);
            String swapped = otherNumber(example.sentence().words().get(cue));
            List<String> words = example.sentence().with(cue, swapped).words();
            assertThat(numbersOfNoun(swapped)).as(example.id()).containsExactly(numberOfTarget(example.bad()));
            assertThat(fitsBothNumbers(words, example))
                    .as("%s: %s", example.id(), words)
                    .isTrue();
        }
    }

    @Test
    void noOtherWordTellsTheLabel() {
        Map<String, int[]> counts = new TreeMap<>();
        for (AgreementExample example : DATA.examples()) {
            List<String> words = new ArrayList<>(example.sentence().words());
            words.set(example.target(), "");
            words.set(example.cues().get(0), "");
            for (String word : new HashSet<>(words)) {
                counts.computeIfAbsent(example.paradigm() + " " + word, key -> new int[2])[
                        example.number().orElseThrow() == GrammaticalNumber.SINGULAR ? 0 : 1]++;
            }
        }
        counts.forEach((word, of) -> {
            if (of[0] + of[1] >= 60) {
                assertThat((double) of[0] / (of[0] + of[1])).as(word).isBetween(0.28, 0.72);
            }
        });
    }

    @Test
    void halfOfTheDistractorsAreOfTheOtherNumber() {
        Map<Boolean, Integer> opposite = new HashMap<>();
        DATA.examples().stream()
                .filter(example -> example.isOf(Paradigm.DISTRACTOR_RELATIONAL_NOUN))
                .forEach(example -> {
                    List<String> between =
                            example.sentence().words().subList(example.cues().get(0) + 2, example.target());
                    boolean other = between.stream()
                            .map(SampleDataTest::numbersOfNoun)
                            .anyMatch(numbers -> numbers.size() == 1
                                    && !numbers.contains(example.number().orElseThrow()));
                    opposite.merge(other, 1, Integer::sum);
                });
        assertThat(opposite.getOrDefault(true, 0)).isBetween(380, 560);
    }

    @Test
    void runningTextHasNoneOfTheSentences() {
        Set<String> sentences = SampleData.sentences();
        assertThat(sentences).hasSize(8000);
        assertThat(RunningText.sentences(5).limit(50_000)).noneMatch(sentences::contains);
    }

    @Test
    void runningTextLeavesOutASentenceThatTheGrammarWouldMake() {
        Sentences grammar = new Sentences(Lexicon.get(), 17);
        List<String> made = Stream.generate(grammar::next).limit(20).toList();
        Set<String> taken = Set.of(made.get(3), made.get(11));

        List<String> kept = RunningText.without(taken, 17).limit(18).toList();

        assertThat(kept).doesNotContainAnyElementsOf(taken);
        assertThat(kept)
                .containsExactlyElementsOf(
                        made.stream().filter(text -> !taken.contains(text)).toList());
    }

    /** Whether nothing between cue and determiner, and no verb that belongs to the cue, shows a number. */
    private static boolean fitsBothNumbers(List<String> words, AgreementExample example) {
        if (example.isOf(Paradigm.DETERMINER_NOUN)
                || example.isOf(Paradigm.DETERMINER_ADJECTIVE_NOUN)
                || example.cues().get(0) == 0) {
            return true;
        }
        return Set.of("The", "No", "My", "Our", "His", "Her", "Their", "Your").contains(words.get(0));
    }

    private static GrammaticalNumber numberOfTarget(String word) {
        boolean singular = SINGULAR_TARGETS.contains(word);
        boolean plural = PLURAL_TARGETS.contains(word);
        assertThat(singular).as(word).isNotEqualTo(plural);
        return singular ? GrammaticalNumber.SINGULAR : GrammaticalNumber.PLURAL;
    }

    private static Set<String> targets(Function<VerbForms, String> form, String... others) {
        Set<String> words = new HashSet<>(List.of(others));
        Lexicon.get().verbForms().forEach(verb -> words.add(form.apply(verb)));
        return words;
    }

    private static Set<GrammaticalNumber> numbersOfNoun(String word) {
        return NUMBERS.getOrDefault(word, Set.of());
    }

    private static Map<String, Set<GrammaticalNumber>> numbers() {
        Map<String, Set<GrammaticalNumber>> numbers = new HashMap<>();
        Lexicon.get().names().forEach(name -> numbers.put(name.word(), Set.of(GrammaticalNumber.SINGULAR)));
        nouns().forEach(noun -> {
            numbers.computeIfAbsent(noun.singular(), word -> new HashSet<>()).add(GrammaticalNumber.SINGULAR);
            numbers.computeIfAbsent(noun.plural(), word -> new HashSet<>()).add(GrammaticalNumber.PLURAL);
        });
        return numbers;
    }

    private static String otherNumber(String word) {
        return nouns().filter(
                        noun -> noun.singular().equals(word) || noun.plural().equals(word))
                .findFirst()
                .map(noun -> noun.singular().equals(word) ? noun.plural() : noun.singular())
                .orElse("children");
    }

    private static Stream<Noun> nouns() {
        return Stream.concat(
                Lexicon.get().nouns().stream(),
                Lexicon.get().relational().stream().map(RelationalNoun::noun));
    }

    private static String text(AgreementExample example, String word) {
        return example.sentence().with(example.target(), word).text();
    }
}
