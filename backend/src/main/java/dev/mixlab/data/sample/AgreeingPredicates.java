package dev.mixlab.data.sample;

import static dev.mixlab.data.GrammaticalNumber.SINGULAR;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.sample.grammar.NounPhrase;
import dev.mixlab.data.sample.grammar.RandomChoice;
import dev.mixlab.data.sample.grammar.VerbGroup;
import dev.mixlab.data.sample.lexicon.NounClass;
import dev.mixlab.data.sample.lexicon.Verb;
import java.util.ArrayList;
import java.util.List;

/** Completes a subject with an agreeing predicate to a minimal pair; used by both subject-verb paradigms. */
final class AgreeingPredicates {

    private static final double COPULA = 0.2;
    private static final double OTHER_TENSE = 0.2;

    /** A finite verb form in both numbers, with the words before and after it. */
    private record Predicate(List<String> before, String singular, String plural, List<String> after) {}

    private final PairParts parts;
    private final RandomChoice draw;

    AgreeingPredicates(PairParts parts) {
        this.parts = parts;
        this.draw = parts.draw();
    }

    Pair pair(NounPhrase subject) {
        GrammaticalNumber label = subject.number();
        Predicate predicate = draw.chance(COPULA) ? copula(subject.kind()) : verbal(subject.kind());
        List<String> sentence = new ArrayList<>(subject.words());
        sentence.addAll(predicate.before());
        int target = sentence.size();
        sentence.add(label == SINGULAR ? predicate.singular() : predicate.plural());
        sentence.addAll(predicate.after());
        String bad = label == SINGULAR ? predicate.plural() : predicate.singular();
        return new Pair(label, sentence, target, subject.head(), otherTense(bad));
    }

    private Predicate verbal(NounClass subject) {
        Verb verb = parts.words().verbOf(subject);
        VerbGroup group = parts.agreeing(verb);
        List<String> after = new ArrayList<>(group.rest());
        after.addAll(parts.object(verb));
        after.addAll(parts.adverbial(group.aspect()));
        return new Predicate(group.before(), group.singular(), group.plural(), after);
    }

    private Predicate copula(NounClass subject) {
        boolean now = draw.chance(0.5);
        List<String> after = new ArrayList<>();
        if (draw.chance(0.3)) {
            after.add("not");
        }
        if (draw.chance(0.3)) {
            after.add("very");
        }
        after.add(parts.words().adjective(subject));
        return new Predicate(List.of(), now ? "is" : "was", now ? "are" : "were", after);
    }

    /** Changes the tense of the bad word now and then, for pairs such as "is" and "were". */
    private String otherTense(String word) {
        if (!draw.chance(OTHER_TENSE)) {
            return word;
        }
        return switch (word) {
            case "is" -> "was";
            case "was" -> "is";
            case "are" -> "were";
            case "were" -> "are";
            default -> word;
        };
    }
}
