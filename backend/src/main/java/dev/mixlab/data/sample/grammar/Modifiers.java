package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.Preposition;
import dev.mixlab.data.sample.lexicon.Verb;
import java.util.ArrayList;
import java.util.List;

/** Generates the modifiers after a noun: prepositional phrases and relative clauses. */
final class Modifiers {

    private static final double PREPOSITIONAL = 0.2;
    private static final double RELATIVE = 0.13;

    private final Words words;
    private final RandomChoice draw;
    private final VerbGroups groups;
    private final NounPhrases nouns;

    Modifiers(Words words, VerbGroups groups, NounPhrases nouns) {
        this.words = words;
        this.draw = words.draw();
        this.groups = groups;
        this.nouns = nouns;
    }

    /** Returns the phrase with or without a modifier, whose noun phrases are nested at most {@code room} deep. */
    NounPhrase maybe(NounPhrase phrase, int room) {
        if (draw.chance(PREPOSITIONAL)) {
            return phrase.with(prepositional(phrase.kind(), room));
        }
        return draw.chance(RELATIVE) ? phrase.with(relative(phrase, room)) : phrase;
    }

    /** Generates a prepositional phrase that can modify a head of this class. */
    List<String> prepositional(NounClass head, int room) {
        Preposition preposition = words.preposition(head);
        List<String> phrase = new ArrayList<>(preposition.words());
        phrase.addAll(nouns.object(preposition.objects(), room).words());
        return phrase;
    }

    /** Generates a relative clause whose verb agrees with the head or with a subject of its own. */
    private List<String> relative(NounPhrase head, int room) {
        return draw.chance(0.55) ? ofSubject(head, room) : ofObject(head, room);
    }

    private List<String> ofSubject(NounPhrase head, int room) {
        Verb verb = words.verbOf(head.kind());
        List<String> clause = new ArrayList<>(List.of(relativePronoun(head.kind(), "who")));
        clause.addAll(groups.of(verb).words(head.number()));
        if (verb.transitive()) {
            clause.addAll(nouns.object(verb.objects(), room).words());
        }
        return clause;
    }

    private List<String> ofObject(NounPhrase head, int room) {
        Verb verb = words.verbOn(head.kind());
        List<String> clause = new ArrayList<>();
        NounPhrase subject = nouns.subject(verb.subjects(), room);
        if (draw.chance(0.7) && !subject.words().get(0).equals("that")) {
            clause.add(relativePronoun(head.kind(), "whom"));
        }
        clause.addAll(subject.words());
        clause.addAll(groups.of(verb).words(subject.number()));
        return clause;
    }

    private String relativePronoun(NounClass kind, String human) {
        if (draw.chance(0.5)) {
            return "that";
        }
        return kind.human() ? human : "which";
    }
}
