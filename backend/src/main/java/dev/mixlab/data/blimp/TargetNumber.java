package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import java.util.Optional;
import java.util.Set;

/** Determines the grammatical number of the good word from the good and the bad word alone. */
final class TargetNumber {

    private static final Set<String> SINGULAR_PRONOUNS = EnglishWords.words("himself herself itself myself yourself");
    private static final Set<String> PLURAL_PRONOUNS = EnglishWords.words("themselves ourselves yourselves");
    private static final Set<String> SINGULAR_DETERMINERS = Set.of("this", "that");
    private static final Set<String> PLURAL_DETERMINERS = Set.of("these", "those");
    private static final Set<String> SINGULAR_AUXILIARIES = Set.of("is", "was", "has", "does");
    private static final Set<String> PLURAL_AUXILIARIES = Set.of("are", "were", "have", "do");

    private TargetNumber() {}

    /** Returns the number of the good word, or nothing if the words do not differ in number. */
    static Optional<GrammaticalNumber> of(Paradigm paradigm, String goodWord, String badWord) {
        String good = EnglishWords.low(goodWord);
        String bad = EnglishWords.low(badWord);
        return switch (paradigm) {
            case ANAPHOR -> opposed(good, bad, SINGULAR_PRONOUNS, PLURAL_PRONOUNS);
            case DETERMINER_NOUN, DETERMINER_ADJECTIVE_NOUN ->
                opposed(good, bad, SINGULAR_DETERMINERS, PLURAL_DETERMINERS);
            case DISTRACTOR_RELATIONAL_NOUN, SUBJECT_VERB ->
                opposed(good, bad, SINGULAR_AUXILIARIES, PLURAL_AUXILIARIES).or(() -> ofFullVerb(good, bad));
        };
    }

    private static Optional<GrammaticalNumber> opposed(
            String good, String bad, Set<String> singular, Set<String> plural) {
        if (singular.contains(good) && plural.contains(bad)) {
            return Optional.of(GrammaticalNumber.SINGULAR);
        }
        if (plural.contains(good) && singular.contains(bad)) {
            return Optional.of(GrammaticalNumber.PLURAL);
        }
        return Optional.empty();
    }

    private static Optional<GrammaticalNumber> ofFullVerb(String good, String bad) {
        if (isThirdPersonOf(good, bad)) {
            return Optional.of(GrammaticalNumber.SINGULAR);
        }
        return isThirdPersonOf(bad, good) ? Optional.of(GrammaticalNumber.PLURAL) : Optional.empty();
    }

    private static boolean isThirdPersonOf(String form, String base) {
        String stem = base.endsWith("y") ? base.substring(0, base.length() - 1) + "ie" : base;
        return form.equals(base + "s") || form.equals(base + "es") || form.equals(stem + "s");
    }
}
