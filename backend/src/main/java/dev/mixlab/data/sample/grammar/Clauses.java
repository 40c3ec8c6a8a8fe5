package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.Verb;
import dev.mixlab.data.sample.lexicon.VerbForms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Generates the clauses of running text: a subject, a verb group that agrees with it, and the complements of the verb. */
final class Clauses {

    private static final double INTRANSITIVE = 0.3;
    private static final double REFLEXIVE = 0.3;
    private static final double SECOND_VERB = 0.06;
    private static final double ADVERBIAL = 0.22;

    private final Words words;
    private final RandomChoice draw;
    private final VerbGroups groups;
    private final NounPhrases nouns;
    private final Modifiers modifiers;
    private final List<Verb> intransitive;
    private final List<Verb> transitive;

    Clauses(Words words) {
        this.words = words;
        this.draw = words.draw();
        this.groups = new VerbGroups(words);
        this.nouns = new NounPhrases(words, groups);
        this.modifiers = new Modifiers(words, groups, nouns);
        List<Verb> verbs = words.lexicon().verbs();
        this.intransitive = verbs.stream().filter(verb -> !verb.transitive()).toList();
        this.transitive = verbs.stream().filter(Verb::transitive).toList();
    }

    /** Generates the words of a clause with a full verb, without capital and full stop. */
    List<String> verbal(int room) {
        Verb verb = draw.from(draw.chance(INTRANSITIVE) ? intransitive : transitive);
        NounPhrase subject = nouns.subject(verb.subjects(), room);
        VerbGroup group = groups.of(verb);
        List<String> clause = new ArrayList<>(subject.words());
        clause.addAll(group.words(subject.number()));
        clause.addAll(complement(verb, subject, room));
        if (draw.chance(SECOND_VERB)) {
            Verb second = words.verbOf(subject.kind());
            clause.add("and");
            clause.addAll(
                    groups.of(second.forms(), second.particle(), group.aspect()).words(subject.number()));
            clause.addAll(complement(second, subject, 0));
        }
        clause.addAll(adverbial(group.aspect().time(), subject.kind()));
        return clause;
    }

    /** Generates a copular clause, such as "the doctors were happy", "Sarah is a teacher" or "the key is in the box". */
    List<String> copular(int room) {
        Set<NounClass> kinds =
                EnumSet.of(words.noun(EnumSet.allOf(NounClass.class)).kind());
        NounPhrase subject = nouns.subject(kinds.stream().allMatch(NounClass::human) ? NounClass.HUMAN : kinds, room);
        List<String> clause = new ArrayList<>(subject.words());
        int turn = draw.below(100);
        clause.addAll(turn < 90 ? copula(subject.number()) : linking(subject.number()));
        if (turn < 15 && subject.kind().human()) {
            clause.addAll(predicateNoun(subject.number()));
        } else if (turn < 38 && subject.kind() != NounClass.IDEA) {
            clause.addAll(modifiers.prepositional(subject.kind(), 0));
        } else {
            if (draw.chance(0.3)) {
                clause.addAll(words.small("degree"));
            }
            clause.add(words.adjective(subject.kind()));
        }
        return clause;
    }

    /** Generates an existential clause, such as "there are some keys in the box". */
    List<String> existential() {
        GrammaticalNumber number = anyNumber();
        boolean singular = number == GrammaticalNumber.SINGULAR;
        Set<NounClass> kinds = NounClass.parse("human animal object vehicle document food clothing plant place");
        NounPhrase phrase = nouns.headed(
                words.small(singular ? "singular indefinite" : "plural indefinite"), words.noun(kinds), number);
        List<String> clause = new ArrayList<>(List.of("there"));
        clause.add(draw.from(singular ? List.of("is", "was") : List.of("are", "were")));
        clause.addAll(phrase.words());
        clause.addAll(modifiers.prepositional(phrase.kind(), 0));
        return clause;
    }

    /** Generates a passive clause, such as "the books were written by Sarah". */
    List<String> passive(int room) {
        Verb verb = draw.from(transitive);
        if (!verb.particle().isEmpty() || verb.forms().base().equals("resemble")) {
            return verbal(room);
        }
        NounPhrase subject = nouns.object(verb.objects(), room);
        boolean singular = subject.number() == GrammaticalNumber.SINGULAR;
        List<String> clause = new ArrayList<>(subject.words());
        clause.addAll(draw.from(
                singular
                        ? List.of(List.of("is"), List.of("was"), List.of("was", "not"), List.of("has", "been"))
                        : List.of(List.of("are"), List.of("were"), List.of("were", "not"), List.of("have", "been"))));
        clause.add(verb.forms().participle());
        if (draw.chance(0.6)) {
            clause.add("by");
            clause.addAll(nouns.object(verb.subjects(), 0).words());
        }
        return clause;
    }

    /** Generates a clause with a complement clause, such as "Sarah thinks that the boys sing" or "Sarah wants to sing". */
    List<String> withClause() {
        boolean infinitive = draw.chance(0.4);
        String base =
                words.small(infinitive ? "infinitive verb" : "clausal verb").get(0);
        NounPhrase subject = nouns.subject(NounClass.HUMAN, 1);
        List<String> clause = new ArrayList<>(subject.words());
        Verb matrix = new Verb(words.lexicon().forms(base), List.of(), NounClass.HUMAN, Set.of());
        clause.addAll(groups.of(matrix).words(subject.number()));
        if (infinitive) {
            Verb verb = words.verbOf(subject.kind());
            clause.add("to");
            clause.add(verb.forms().base());
            clause.addAll(verb.particle());
            clause.addAll(complement(verb, subject, 1));
        } else {
            List<String> told = draw.chance(0.7) ? verbal(0) : copular(0);
            clause.addAll(told.get(0).equals("that") ? List.of() : List.of("that"));
            clause.addAll(told);
        }
        return clause;
    }

    private List<String> complement(Verb verb, NounPhrase subject, int room) {
        if (!verb.transitive()) {
            return List.of();
        }
        String reflexive = subject.reflexive();
        if (reflexive != null && verb.objects().contains(subject.kind()) && draw.chance(REFLEXIVE)) {
            return List.of(reflexive);
        }
        return nouns.object(verb.objects(), room).words();
    }

    private List<String> adverbial(Aspect.Time time, NounClass subject) {
        if (!draw.chance(ADVERBIAL)) {
            return List.of();
        }
        if (draw.chance(0.5)) {
            return words.small(time.section());
        }
        if (draw.chance(0.5) || !subject.human()) {
            return words.small("manner adverb");
        }
        List<String> place = new ArrayList<>(List.of(draw.from(List.of("in", "near", "behind", "at"))));
        place.addAll(nouns.common(EnumSet.of(NounClass.PLACE), anyNumber(), 0).words());
        return place;
    }

    private List<String> copula(GrammaticalNumber number) {
        boolean singular = number == GrammaticalNumber.SINGULAR;
        List<String> copula = new ArrayList<>();
        switch (draw.below(9)) {
            case 0, 1, 2, 3 -> copula.add(singular ? "is" : "are");
            case 4, 5, 6 -> copula.add(singular ? "was" : "were");
            case 7 -> copula.addAll(List.of(singular ? "has" : "have", "been"));
            default -> copula.addAll(List.of(draw.from(List.of("could", "might", "must", "will")), "be"));
        }
        if (draw.chance(0.25)) {
            copula.add(1, "not");
        }
        return copula;
    }

    private List<String> linking(GrammaticalNumber number) {
        VerbForms verb = words.lexicon().forms(words.small("linking verb").get(0));
        boolean state = verb.base().equals("seem") || verb.base().equals("appear");
        return groups.of(verb, List.of(), draw.from(state ? VerbGroups.WITHOUT_PROGRESSIVE : VerbGroups.ALL))
                .words(number);
    }

    private List<String> predicateNoun(GrammaticalNumber number) {
        List<String> article = number == GrammaticalNumber.SINGULAR ? List.of("a") : List.of();
        return nouns.headed(article, words.noun(EnumSet.of(NounClass.PERSON)), number)
                .words();
    }

    private GrammaticalNumber anyNumber() {
        return draw.chance(0.5) ? GrammaticalNumber.SINGULAR : GrammaticalNumber.PLURAL;
    }
}
