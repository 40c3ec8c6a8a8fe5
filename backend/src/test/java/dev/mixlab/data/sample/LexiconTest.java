package dev.mixlab.data.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.sample.lexicon.Adjective;
import dev.mixlab.data.sample.lexicon.Article;
import dev.mixlab.data.sample.lexicon.Lexicon;
import dev.mixlab.data.sample.lexicon.Name;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.VerbForms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LexiconTest {

    private final Lexicon lexicon = Lexicon.get();

    @Test
    void hasTheWordsThatAreAskedFor() {
        assertThat(distinct(lexicon.nouns(), noun -> noun.modifiers() + noun.singular()))
                .hasSizeGreaterThanOrEqualTo(400);
        assertThat(distinct(lexicon.verbForms(), VerbForms::base)).hasSizeGreaterThanOrEqualTo(200);
        assertThat(distinct(lexicon.adjectives(), Adjective::word)).hasSizeGreaterThanOrEqualTo(150);
        assertThat(distinct(lexicon.names(), Name::word)).hasSizeGreaterThanOrEqualTo(150);
        assertThat(distinct(lexicon.relational(), noun -> noun.noun().singular()))
                .hasSizeGreaterThanOrEqualTo(40);
        assertThat(lexicon.small("singular determiner").items()).hasSizeGreaterThan(8);
        assertThat(lexicon.small("plural determiner").items()).hasSizeGreaterThan(15);
        assertThat(lexicon.small("modal").items()).hasSize(8);
    }

    @Test
    void hasRegularAndIrregularPlurals() {
        List<Noun> irregular =
                lexicon.nouns().stream().filter(noun -> !noun.regular()).toList();
        assertThat(irregular).hasSizeGreaterThanOrEqualTo(35);
        assertThat(lexicon.nouns().size() - irregular.size()).isGreaterThan(600);
    }

    @ParameterizedTest
    @CsvSource({
        "child, children",
        "woman, women",
        "person, people",
        "mouse, mice",
        "goose, geese",
        "tooth, teeth",
        "foot, feet",
        "wolf, wolves",
        "thesis, theses",
        "larva, larvae",
        "ox, oxen",
        "city, cities",
        "boy, boys",
        "box, boxes",
        "church, churches",
        "photo, photos",
        "tomato, tomatoes",
        "gallery, galleries",
        "spy, spies"
    })
    void nounsHaveTheirPlurals(String singular, String plural) {
        assertThat(lexicon.nouns())
                .filteredOn(noun -> noun.singular().equals(singular))
                .isNotEmpty()
                .allMatch(noun -> noun.plural().equals(plural));
    }

    @ParameterizedTest
    @CsvSource({
        "write, writes, wrote, written, writing",
        "stop, stops, stopped, stopped, stopping",
        "carry, carries, carried, carried, carrying",
        "watch, watches, watched, watched, watching",
        "lie, lies, lied, lied, lying",
        "go, goes, went, gone, going",
        "flee, flees, fled, fled, fleeing",
        "annoy, annoys, annoyed, annoyed, annoying",
        "fix, fixes, fixed, fixed, fixing",
        "forget, forgets, forgot, forgotten, forgetting",
        "visit, visits, visited, visited, visiting",
        "hug, hugs, hugged, hugged, hugging",
        "free, frees, freed, freed, freeing",
        "panic, panics, panicked, panicked, panicking",
        "clean, cleans, cleaned, cleaned, cleaning",
        "sew, sews, sewed, sewn, sewing"
    })
    void verbsHaveTheirForms(String base, String third, String past, String participle, String progressive) {
        assertThat(lexicon.forms(base)).isEqualTo(new VerbForms(base, third, past, participle, progressive));
    }

    @ParameterizedTest
    @EnumSource(NounClass.class)
    void everyClassOfNounsHasItsCompany(NounClass kind) {
        assertThat(lexicon.nouns()).anyMatch(noun -> noun.kind() == kind);
        assertThat(lexicon.verbs()).anyMatch(verb -> verb.subjects().contains(kind));
        assertThat(lexicon.verbs()).anyMatch(verb -> verb.objects().contains(kind));
        assertThat(lexicon.adjectives()).anyMatch(adjective -> adjective.kinds().contains(kind));
        assertThat(lexicon.prepositions())
                .anyMatch(preposition -> preposition.heads().contains(kind));
    }

    @Test
    void wordsThatCanBeATargetHaveNoDoubleMeaningOfNumber() {
        assertThat(lexicon.verbForms()).noneMatch(verb -> verb.base().equals(verb.third()));
    }

    @ParameterizedTest
    @CsvSource({
        "apple, an",
        "house, a",
        "honest, an",
        "heir, an",
        "university, a",
        "unusual, an",
        "unimportant, an",
        "uniform, a",
        "useful, a",
        "umbrella, an",
        "European, a",
        "orange, an",
        "hour, an",
        "union, a",
        "old, an",
        "ugly, an",
        "one, a",
        "onion, an",
        "yellow, a",
        "upset, an",
        "Italian, an",
        "understanding, an"
    })
    void articleFollowsTheSound(String next, String article) {
        assertThat(Article.before(next)).isEqualTo(article);
    }

    private static <T> Set<String> distinct(List<T> words, Function<T, String> text) {
        return new HashSet<>(words.stream().map(text).toList());
    }
}
