package dev.mixlab.data.sample.grammar;

import static dev.mixlab.data.GrammaticalNumber.PLURAL;
import static dev.mixlab.data.GrammaticalNumber.SINGULAR;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.sample.lexicon.Article;
import dev.mixlab.data.sample.lexicon.Name;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.RelationalNoun;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Generates the noun phrases of running text. */
public final class NounPhrases {

    private static final double NAME = 0.3;
    private static final double SURNAME = 0.06;
    private static final double PRONOUN = 0.1;
    private static final double COORDINATION = 0.06;
    private static final double RELATIONAL = 0.1;
    private static final double PARTITIVE = 0.015;

    private final Words words;
    private final RandomChoice draw;
    private final Modifiers modifiers;

    public NounPhrases(Words words, VerbGroups groups) {
        this.words = words;
        this.draw = words.draw();
        this.modifiers = new Modifiers(words, groups, this);
    }

    /** Generates a subject: a pronoun, or a phrase as {@link #object} generates it. */
    public NounPhrase subject(Set<NounClass> kinds, int room) {
        if (draw.chance(PRONOUN) && kinds.containsAll(NounClass.HUMAN)) {
            return pronoun();
        }
        return object(kinds, room);
    }

    /**
     * Generates a phrase whose head belongs to one of the classes.
     *
     * @param room greatest depth of other noun phrases nested in it
     */
    public NounPhrase object(Set<NounClass> kinds, int room) {
        boolean human = kinds.containsAll(NounClass.HUMAN);
        double share = (double) NounClass.HUMAN.size() / kinds.size();
        if (human && draw.chance(NAME * Math.min(1, 2 * share))) {
            return draw.chance(COORDINATION) ? pair(name(), name()) : name();
        }
        if (draw.chance(RELATIONAL) && room > 0) {
            NounPhrase phrase = relational(kinds, room - 1);
            if (phrase != null) {
                return phrase;
            }
        }
        NounPhrase phrase = common(kinds, draw.chance(0.5) ? SINGULAR : PLURAL, room);
        return draw.chance(COORDINATION) && room > 0
                ? pair(phrase, common(EnumSet.of(phrase.kind()), draw.chance(0.5) ? SINGULAR : PLURAL, 0))
                : phrase;
    }

    /** Generates a determiner, adjectives and a noun, with modifiers if there is room for them. */
    NounPhrase common(Set<NounClass> kinds, GrammaticalNumber number, int room) {
        if (number == SINGULAR && draw.chance(PARTITIVE)) {
            return partitive(kinds);
        }
        String section = number == SINGULAR ? "singular determiner" : "plural determiner";
        NounPhrase phrase = headed(words.small(section), words.noun(kinds), number);
        return room > 0 ? modifiers.maybe(phrase, room - 1) : phrase;
    }

    /** Generates a phrase of a determiner, up to two adjectives, and the noun. */
    public NounPhrase headed(List<String> determiner, Noun noun, GrammaticalNumber number) {
        List<String> phrase = new ArrayList<>(determiner);
        if (draw.chance(0.28)) {
            String first = words.adjective(noun.kind());
            String second = words.adjective(noun.kind());
            if (draw.chance(0.15) && !first.equals(second)) {
                phrase.add(first);
            }
            phrase.add(second);
        }
        phrase.addAll(noun.modifiers());
        phrase.add(noun.form(number));
        Article.mend(phrase);
        return new NounPhrase(phrase, phrase.size() - 1, number, noun.kind(), reflexive(noun.kind(), number));
    }

    public NounPhrase givenName() {
        Name name = draw.from(words.lexicon().names());
        return new NounPhrase(List.of(name.word()), 0, SINGULAR, name.kind(), reflexive(name.kind(), SINGULAR));
    }

    private NounPhrase name() {
        NounPhrase name = givenName();
        return draw.chance(SURNAME)
                ? name.with(List.of(draw.from(words.lexicon().surnames())))
                : name;
    }

    /** Returns the reflexive pronoun for a noun, chosen at random if the class leaves the gender open. */
    public String reflexive(NounClass kind, GrammaticalNumber number) {
        if (number == PLURAL) {
            return "themselves";
        }
        return switch (kind) {
            case MAN -> "himself";
            case WOMAN -> "herself";
            case PERSON -> draw.chance(0.5) ? "himself" : "herself";
            default -> "itself";
        };
    }

    private @Nullable NounPhrase relational(Set<NounClass> kinds, int room) {
        List<RelationalNoun> fitting = words.lexicon().relational().stream()
                .filter(noun -> kinds.contains(noun.noun().kind()))
                .toList();
        if (fitting.isEmpty()) {
            return null;
        }
        RelationalNoun relational = draw.from(fitting);
        GrammaticalNumber number = draw.chance(0.5) ? SINGULAR : PLURAL;
        String section = number == SINGULAR ? "singular determiner" : "plural determiner";
        NounPhrase head = headed(words.small(section), relational.noun(), number);
        List<String> of = new ArrayList<>(List.of("of"));
        of.addAll(object(relational.of(), room).words());
        return head.with(of);
    }

    private NounPhrase partitive(Set<NounClass> kinds) {
        Noun noun = words.noun(kinds);
        List<String> phrase = new ArrayList<>(List.of(draw.chance(0.7) ? "one" : "each", "of"));
        phrase.add(draw.from(List.of("the", "the", "these", "those", "my", "our")));
        phrase.addAll(noun.modifiers());
        phrase.add(noun.plural());
        return new NounPhrase(phrase, 0, SINGULAR, noun.kind(), reflexive(noun.kind(), SINGULAR));
    }

    private NounPhrase pronoun() {
        boolean plural = draw.chance(0.4);
        String word =
                words.small(plural ? "plural pronoun" : "singular pronoun").get(0);
        NounClass kind = switch (word) {
            case "he" -> NounClass.MAN;
            case "she" -> NounClass.WOMAN;
            case "it" -> NounClass.ANIMAL;
            default -> NounClass.PERSON;
        };
        String reflexive = switch (word) {
            case "he" -> "himself";
            case "she" -> "herself";
            case "it" -> "itself";
            case "they" -> "themselves";
            case "we" -> "ourselves";
            default -> null;
        };
        return new NounPhrase(List.of(word), 0, plural ? PLURAL : SINGULAR, kind, reflexive);
    }

    private static NounPhrase pair(NounPhrase first, NounPhrase second) {
        NounPhrase joined = first.with(List.of("and")).with(second.words());
        return new NounPhrase(joined.words(), first.words().size(), PLURAL, first.kind(), "themselves");
    }
}
