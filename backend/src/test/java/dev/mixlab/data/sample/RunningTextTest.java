package dev.mixlab.data.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.sample.lexicon.Lexicon;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.VerbForms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunningTextTest {

    private static final int MANY = 60_000;
    private static final Map<String, Integer> COUNTS = new HashMap<>();
    private static List<String> sentences = List.of();

    @BeforeAll
    static void count() {
        sentences = RunningText.sentences(11).limit(MANY).toList();
        sentences.forEach(sentence -> words(sentence).forEach(word -> COUNTS.merge(word, 1, Integer::sum)));
    }

    @Test
    void sameSeedSameText() {
        assertThat(RunningText.sha256(7, 2000)).isEqualTo(RunningText.sha256(7, 2000));
        assertThat(RunningText.sha256(7, 2000)).isNotEqualTo(RunningText.sha256(8, 2000));
        assertThat(RunningText.sentences(11).limit(500)).containsExactlyElementsOf(sentences.subList(0, 500));
    }

    @Test
    void sentencesStartWithACapitalAndEndWithAFullStop() {
        Pattern shape = Pattern.compile("[A-Z][A-Za-z]*(,? [A-Za-z]+)*\\.");
        assertThat(sentences).allMatch(sentence -> shape.matcher(sentence).matches());
    }

    @Test
    void aAndAnAreRightEverywhere() {
        for (String sentence : sentences) {
            List<String> words = words(sentence);
            for (int i = 0; i + 1 < words.size(); i++) {
                String word = words.get(i).toLowerCase(java.util.Locale.ROOT);
                if (word.equals("a") || word.equals("an")) {
                    assertThat(word).as(sentence).isEqualTo(expectedArticle(words.get(i + 1)));
                }
            }
        }
    }

    @Test
    void noCommonWordAppearsTwiceInARow() {
        Pattern twice = Pattern.compile("\\b(the|a|that|is|are|was|were|not|has|have|of) \\1\\b");
        assertThat(sentences).noneMatch(sentence -> twice.matcher(sentence).find());
    }

    @Test
    void everyFormOfEveryVerbAndNounIsThere() {
        Lexicon lexicon = Lexicon.get();
        for (Noun noun : lexicon.nouns()) {
            assertThat(count(noun.singular())).as(noun.singular()).isPositive();
            assertThat(count(noun.plural())).as(noun.plural()).isPositive();
        }
        for (VerbForms verb : lexicon.verbForms()) {
            Stream.of(verb.base(), verb.third(), verb.past(), verb.participle(), verb.progressive())
                    .filter(form -> !form.equals("seeming"))
                    .forEach(form -> assertThat(count(form)).as(form).isPositive());
        }
    }

    @Test
    void agreementIsShownInManyWays() {
        for (String word : List.of(
                "is",
                "are",
                "was",
                "were",
                "has",
                "have",
                "does",
                "do",
                "himself",
                "herself",
                "itself",
                "themselves",
                "this",
                "that",
                "these",
                "those",
                "who",
                "which",
                "cannot",
                "every",
                "many",
                "there",
                "been")) {
            assertThat(count(word)).as(word).isGreaterThan(MANY / 300);
        }
    }

    @Test
    void numbersOfSimpleSubjectsAndTheirVerbsGoTogether() {
        Map<Boolean, Integer> right = new HashMap<>();
        Set<String> singular = Set.of("is", "was", "has", "does");
        Set<String> plural = Set.of("are", "were", "have", "do");
        Lexicon lexicon = Lexicon.get();
        Map<String, Boolean> nouns = new HashMap<>();
        lexicon.nouns().stream().filter(Noun::tellsNumber).forEach(noun -> {
            nouns.put(noun.singular(), false);
            nouns.put(noun.plural(), true);
        });
        for (String sentence : sentences) {
            List<String> words = words(sentence);
            boolean simple = words.get(0).equals("The") && words.size() > 3 && nouns.containsKey(words.get(1));
            if (simple && (singular.contains(words.get(2)) || plural.contains(words.get(2)))) {
                right.merge(nouns.getOrDefault(words.get(1), false) == plural.contains(words.get(2)), 1, Integer::sum);
            }
        }
        assertThat(right.get(true)).isGreaterThan(500);
        assertThat(right).doesNotContainKey(false);
    }

    private static String expectedArticle(String next) {
        if (Set.of("honest", "heir", "heirs").contains(next)) {
            return "an";
        }
        if (next.matches("(university|union|uniform|useful|useless|European).*")) {
            return "a";
        }
        return "aeiouAEIOU".indexOf(next.charAt(0)) >= 0 ? "an" : "a";
    }

    private static int count(String word) {
        return COUNTS.getOrDefault(word, 0);
    }

    private static List<String> words(String sentence) {
        return List.of(sentence.replaceAll("[.,]", "").split(" "));
    }
}
