package dev.mixlab.data.sample;

import static dev.mixlab.data.GrammaticalNumber.SINGULAR;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.grammar.NounPhrase;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.NounClass;
import java.util.EnumSet;
import java.util.Set;

/**
 * Subject-verb agreement, as in "The boys that saw the house [are] smiling"; the cue is the head of the subject, a noun with a regular
 * plural.
 */
final class SubjectVerbPairs implements PairTemplate {

    private static final double NAME = 0.12;
    private static final double EASY_MODIFIER = 0.6;
    private static final Set<NounClass> KINDS = EnumSet.complementOf(EnumSet.of(NounClass.GROUP));

    private final PairParts parts;
    private final AgreeingPredicates predicates;

    SubjectVerbPairs(PairParts parts) {
        this.parts = parts;
        this.predicates = new AgreeingPredicates(parts);
    }

    @Override
    public Paradigm paradigm() {
        return Paradigm.SUBJECT_VERB;
    }

    @Override
    public Pair next(GrammaticalNumber label, boolean hard) {
        if (label == SINGULAR && !hard && parts.draw().chance(NAME)) {
            return predicates.pair(parts.nouns().givenName());
        }
        NounPhrase subject = parts.neutral(parts.noun(KINDS, hard, Noun::regular), label);
        if (hard) {
            return predicates.pair(parts.modified(subject, PairParts.other(label), true));
        }
        return predicates.pair(parts.draw().chance(EASY_MODIFIER) ? parts.modified(subject, label, false) : subject);
    }
}
