package dev.mixlab.data.sample;

import static dev.mixlab.data.GrammaticalNumber.PLURAL;
import static dev.mixlab.data.GrammaticalNumber.SINGULAR;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.grammar.NounPhrase;
import dev.mixlab.data.sample.grammar.VerbGroup;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Anaphor agreement, as in "The doctors near the house could help [themselves]"; the cue is the head of the antecedent. */
final class AnaphorPairs implements PairTemplate {

    private static final double NAME = 0.25;
    private static final double EASY_MODIFIER = 0.6;

    private final PairParts parts;
    private final List<Verb> verbs;

    AnaphorPairs(PairParts parts) {
        this.parts = parts;
        this.verbs = parts.words().lexicon().verbs().stream()
                .filter(verb -> !kinds(verb).isEmpty())
                .toList();
    }

    @Override
    public Paradigm paradigm() {
        return Paradigm.ANAPHOR;
    }

    @Override
    public Pair next(GrammaticalNumber label, boolean hard) {
        Verb verb = parts.draw().from(verbs);
        NounPhrase subject = antecedent(kinds(verb), label, hard);
        VerbGroup group = parts.still(verb);
        List<String> sentence = new ArrayList<>(subject.words());
        sentence.addAll(group.words(label));
        int target = sentence.size();
        String one = label == SINGULAR
                ? String.valueOf(subject.reflexive())
                : parts.nouns().reflexive(subject.kind(), SINGULAR);
        String many = parts.nouns().reflexive(subject.kind(), PLURAL);
        sentence.add(label == SINGULAR ? one : many);
        sentence.addAll(parts.adverbial(group.aspect()));
        return new Pair(label, sentence, target, subject.head(), label == SINGULAR ? many : one);
    }

    private NounPhrase antecedent(Set<NounClass> kinds, GrammaticalNumber label, boolean hard) {
        boolean human = kinds.containsAll(NounClass.HUMAN);
        if (label == SINGULAR && !hard && human && parts.draw().chance(NAME)) {
            return parts.nouns().givenName();
        }
        NounPhrase subject = parts.neutral(parts.noun(kinds, hard, any -> true), label);
        if (hard) {
            return parts.modified(subject, PairParts.other(label), true);
        }
        return parts.draw().chance(EASY_MODIFIER) ? parts.modified(subject, label, false) : subject;
    }

    /** Returns the classes that may be both subject and object of the verb. */
    private static Set<NounClass> kinds(Verb verb) {
        Set<NounClass> kinds = EnumSet.of(NounClass.PERSON, NounClass.MAN, NounClass.WOMAN, NounClass.ANIMAL);
        kinds.retainAll(verb.subjects());
        kinds.retainAll(verb.objects());
        return kinds;
    }
}
