package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.sample.lexicon.Adjective;
import dev.mixlab.data.sample.lexicon.Lexicon;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.Preposition;
import dev.mixlab.data.sample.lexicon.Verb;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses words of the lexicon at random that fit a class. */
public final class Words {

    private static final double KEEP_RARE = 0.1;

    private final Lexicon lexicon;
    private final RandomChoice draw;
    private final Map<Set<NounClass>, List<Noun>> nouns = new HashMap<>();
    private final Map<NounClass, List<String>> adjectives = new EnumMap<>(NounClass.class);
    private final Map<NounClass, List<Verb>> subjectVerbs = new EnumMap<>(NounClass.class);
    private final Map<NounClass, List<Verb>> objectVerbs = new EnumMap<>(NounClass.class);
    private final Map<NounClass, List<Preposition>> prepositions = new EnumMap<>(NounClass.class);

    public Words(Lexicon lexicon, RandomChoice draw) {
        this.lexicon = lexicon;
        this.draw = draw;
    }

    public Lexicon lexicon() {
        return lexicon;
    }

    public RandomChoice draw() {
        return draw;
    }

    /** Chooses a noun of one of the classes, and a rare one only now and then. */
    public Noun noun(Set<NounClass> kinds) {
        List<Noun> fitting = nounsOf(kinds);
        Noun noun = draw.from(fitting);
        for (int again = 0; again < 2 && noun.rare() && !draw.chance(KEEP_RARE); again++) {
            noun = draw.from(fitting);
        }
        return noun;
    }

    /** Chooses a noun of one of the classes, rare ones as often as others. */
    public Noun anyNoun(Set<NounClass> kinds) {
        return draw.from(nounsOf(kinds));
    }

    public String adjective(NounClass kind) {
        return draw.from(adjectives.computeIfAbsent(kind, this::adjectivesFor));
    }

    /** Chooses a verb with a frame that allows a subject of this class. */
    public Verb verbOf(NounClass subject) {
        return draw.from(subjectVerbs.computeIfAbsent(
                subject, key -> fitting(lexicon.verbs(), v -> v.subjects().contains(key))));
    }

    /** Chooses a verb with a frame that allows an object of this class. */
    public Verb verbOn(NounClass object) {
        return draw.from(objectVerbs.computeIfAbsent(
                object, key -> fitting(lexicon.verbs(), v -> v.objects().contains(key))));
    }

    public Preposition preposition(NounClass head) {
        return draw.from(prepositions.computeIfAbsent(
                head, key -> fitting(lexicon.prepositions(), p -> p.heads().contains(key))));
    }

    public List<String> small(String section) {
        return draw.from(lexicon.small(section));
    }

    private List<Noun> nounsOf(Set<NounClass> kinds) {
        return nouns.computeIfAbsent(kinds, key -> fitting(lexicon.nouns(), noun -> key.contains(noun.kind())));
    }

    private List<String> adjectivesFor(NounClass kind) {
        return lexicon.adjectives().stream()
                .filter(adjective -> adjective.kinds().contains(kind))
                .map(Adjective::word)
                .toList();
    }

    private static <T> List<T> fitting(List<T> all, Predicate<T> rule) {
        return all.stream().filter(rule).toList();
    }
}
