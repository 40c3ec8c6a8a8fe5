package dev.mixlab.data.sample;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.grammar.NounPhrase;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.RelationalNoun;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Agreement across a distractor, as in "The sister of the doctors [was] happy"; the cue is the relational noun, not the noun next to
 * the verb.
 */
final class DistractorPairs implements PairTemplate {

    private static final double ABOUT = 0.3;
    private static final double STACKED = 0.35;
    private static final double NO = 0.1;
    private static final Set<NounClass> TOPICS = NounClass.parse("human animal place vehicle event idea plant");

    private final PairParts parts;
    private final AgreeingPredicates predicates;
    private final List<RelationalNoun> relational;

    DistractorPairs(PairParts parts) {
        this.parts = parts;
        this.predicates = new AgreeingPredicates(parts);
        this.relational = parts.words().lexicon().relational().stream()
                .filter(noun -> noun.noun().kind() != NounClass.GROUP)
                .toList();
    }

    @Override
    public Paradigm paradigm() {
        return Paradigm.DISTRACTOR_RELATIONAL_NOUN;
    }

    @Override
    public Pair next(GrammaticalNumber label, boolean hard) {
        boolean about = parts.draw().chance(ABOUT);
        RelationalNoun noun = about
                ? new RelationalNoun(parts.noun(EnumSet.of(NounClass.DOCUMENT), hard, any -> true), TOPICS)
                : parts.draw().from(relational);
        GrammaticalNumber near = hard ? PairParts.other(label) : label;
        NounPhrase distractor = parts.plain(noun.of(), near);
        if (hard && parts.draw().chance(STACKED)) {
            distractor = parts.modified(distractor, near, false);
        }
        List<String> phrase = new ArrayList<>(List.of(about ? "about" : "of"));
        phrase.addAll(distractor.words());
        List<String> determiner = List.of(parts.draw().chance(NO) ? "no" : "the");
        return predicates.pair(
                parts.nouns().headed(determiner, noun.noun(), label).with(phrase));
    }
}
