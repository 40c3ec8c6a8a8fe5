package dev.mixlab.data.sample;

import static dev.mixlab.data.GrammaticalNumber.PLURAL;
import static dev.mixlab.data.GrammaticalNumber.SINGULAR;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.sample.grammar.Aspect;
import dev.mixlab.data.sample.grammar.NounPhrase;
import dev.mixlab.data.sample.grammar.NounPhrases;
import dev.mixlab.data.sample.grammar.RandomChoice;
import dev.mixlab.data.sample.grammar.VerbGroup;
import dev.mixlab.data.sample.grammar.VerbGroups;
import dev.mixlab.data.sample.grammar.Words;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.Preposition;
import dev.mixlab.data.sample.lexicon.Verb;
import dev.mixlab.data.sample.lexicon.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Generates the parts of minimal pairs. Only the cue shows the label: determiners of the cue fit both numbers, and
 * verbs other than the target have the same form for both.
 */
final class PairParts {

    private static final Weighted<Aspect> AGREEING = VerbGroups.weighted(
            Stream.of(Aspect.values()).filter(Aspect::agrees).toList());
    private static final Weighted<Aspect> STILL = VerbGroups.weighted(
            Stream.of(Aspect.values()).filter(aspect -> !aspect.agrees()).toList());
    private static final double ADVERBIAL = 0.15;
    private static final double STACKED = 0.3;

    private final Words words;
    private final RandomChoice draw;
    private final VerbGroups groups;
    private final NounPhrases nouns;

    PairParts(Words words) {
        this.words = words;
        this.draw = words.draw();
        this.groups = new VerbGroups(words);
        this.nouns = new NounPhrases(words, groups);
    }

    Words words() {
        return words;
    }

    RandomChoice draw() {
        return draw;
    }

    NounPhrases nouns() {
        return nouns;
    }

    static GrammaticalNumber other(GrammaticalNumber number) {
        return number == SINGULAR ? PLURAL : SINGULAR;
    }

    /** Chooses a noun whose form shows its number; rare nouns are as likely as others if the pair is hard. */
    Noun noun(Set<NounClass> kinds, boolean hard, Predicate<Noun> rule) {
        Noun noun = hard ? words.anyNoun(kinds) : words.noun(kinds);
        while (!noun.tellsNumber() || !rule.test(noun)) {
            noun = hard ? words.anyNoun(kinds) : words.noun(kinds);
        }
        return noun;
    }

    /** Generates a phrase whose determiner fits both numbers. */
    NounPhrase neutral(Noun noun, GrammaticalNumber number) {
        return nouns.headed(words.small("neutral determiner"), noun, number);
    }

    /** Generates a verb group that is the same for both numbers. */
    VerbGroup still(Verb verb) {
        return groups.of(verb.forms(), verb.particle(), draw.from(STILL));
    }

    /** Generates a verb group whose finite form shows the number of its subject; "put" does not, as it may be the past tense. */
    VerbGroup agreeing(Verb verb) {
        Aspect aspect = draw.from(AGREEING);
        boolean past = verb.forms().base().equals(verb.forms().past());
        return groups.of(verb.forms(), verb.particle(), past && aspect == Aspect.PRESENT ? Aspect.DO_NOT : aspect);
    }

    VerbGroup anyGroup(Verb verb) {
        return groups.of(verb);
    }

    /** Generates the object of a verb, or nothing if it takes none. */
    List<String> object(Verb verb) {
        return verb.transitive() ? nouns.object(verb.objects(), 0).words() : List.of();
    }

    /** Generates a temporal adverbial now and then, otherwise nothing. */
    List<String> adverbial(Aspect aspect) {
        return draw.chance(ADVERBIAL) ? words.small(aspect.time().section()) : List.of();
    }

    /** Adds a modifier, or two if the pair is hard, whose nouns all have the same number. */
    NounPhrase modified(NounPhrase head, GrammaticalNumber number, boolean hard) {
        NounPhrase phrase = head.with(draw.chance(0.5) ? prepositional(head, number) : relative(head, number));
        return hard && draw.chance(STACKED) ? phrase.with(prepositional(head, number)) : phrase;
    }

    /** Generates a phrase of a number, with a determiner that may show the number. */
    NounPhrase plain(Set<NounClass> kinds, GrammaticalNumber number) {
        String section = number == SINGULAR ? "singular determiner" : "plural determiner";
        return nouns.headed(words.small(section), noun(kinds, false, any -> true), number);
    }

    private List<String> prepositional(NounPhrase head, GrammaticalNumber number) {
        Preposition preposition = words.preposition(head.kind());
        List<String> phrase = new ArrayList<>(preposition.words());
        phrase.addAll(plain(preposition.objects(), number).words());
        return phrase;
    }

    private List<String> relative(NounPhrase head, GrammaticalNumber number) {
        Verb verb = draw.chance(0.5) ? words.verbOf(head.kind()) : words.verbOn(head.kind());
        List<String> clause = new ArrayList<>();
        if (verb.subjects().contains(head.kind()) && verb.transitive()) {
            clause.add("that");
            clause.addAll(still(verb).words(head.number()));
            clause.addAll(plain(verb.objects(), number).words());
        } else if (verb.objects().contains(head.kind())) {
            NounPhrase subject = plain(verb.subjects(), number);
            clause.addAll(subject.words().get(0).equals("that") ? List.of() : List.of("that"));
            clause.addAll(subject.words());
            clause.addAll(groups.of(verb).words(number));
        } else {
            return prepositional(head, number);
        }
        return clause;
    }
}
