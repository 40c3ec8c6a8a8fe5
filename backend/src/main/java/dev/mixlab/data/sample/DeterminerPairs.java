package dev.mixlab.data.sample;

import static dev.mixlab.data.GrammaticalNumber.SINGULAR;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.grammar.NounPhrase;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.Verb;
import java.util.ArrayList;
import java.util.List;

/**
 * Determiner-noun agreement, as in "Sarah has seen [those] (old) houses"; the cue is the noun, which follows adjectives in some
 * paradigms.
 */
final class DeterminerPairs implements PairTemplate {

    private static final double CROSSED = 0.2;
    private static final double EASY_MODIFIER = 0.6;

    private final PairParts parts;
    private final Paradigm paradigm;
    private final List<Verb> verbs;

    DeterminerPairs(PairParts parts, Paradigm paradigm) {
        this.parts = parts;
        this.paradigm = paradigm;
        this.verbs = parts.words().lexicon().verbs().stream()
                .filter(Verb::transitive)
                .toList();
    }

    @Override
    public Paradigm paradigm() {
        return paradigm;
    }

    @Override
    public Pair next(GrammaticalNumber label, boolean hard) {
        Verb verb = parts.draw().from(verbs);
        NounPhrase subject = parts.nouns().subject(verb.subjects(), 0);
        List<String> sentence = new ArrayList<>(subject.words());
        sentence.addAll(parts.anyGroup(verb).words(subject.number()));
        int target = sentence.size();
        NounPhrase object = object(verb, label, hard);
        sentence.addAll(object.words());
        return new Pair(
                label,
                sentence,
                target,
                target + object.head(),
                bad(object.words().get(0), label));
    }

    private NounPhrase object(Verb verb, GrammaticalNumber label, boolean hard) {
        Noun noun = parts.noun(verb.objects(), hard, any -> true);
        boolean near = parts.draw().chance(0.5);
        String determiner = label == SINGULAR ? (near ? "this" : "that") : (near ? "these" : "those");
        List<String> phrase = new ArrayList<>(List.of(determiner));
        if (paradigm == Paradigm.DETERMINER_ADJECTIVE_NOUN) {
            phrase.addAll(adjectives(noun, hard));
        }
        phrase.addAll(noun.modifiers());
        phrase.add(noun.form(label));
        NounPhrase object = new NounPhrase(phrase, phrase.size() - 1, label, noun.kind(), null);
        if (hard) {
            return parts.modified(object, PairParts.other(label), false);
        }
        return parts.draw().chance(EASY_MODIFIER) ? parts.modified(object, label, false) : object;
    }

    private List<String> adjectives(Noun noun, boolean hard) {
        String last = parts.words().adjective(noun.kind());
        if (!hard) {
            return List.of(last);
        }
        String first = parts.words().adjective(noun.kind());
        return first.equals(last) ? List.of("very", last) : List.of(first, last);
    }

    private String bad(String good, GrammaticalNumber label) {
        boolean near = good.equals("this") || good.equals("these");
        boolean nearBad = near != parts.draw().chance(CROSSED);
        return label == SINGULAR ? (nearBad ? "these" : "those") : (nearBad ? "this" : "that");
    }
}
