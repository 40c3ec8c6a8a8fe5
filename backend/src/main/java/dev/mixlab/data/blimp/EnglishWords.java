package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The closed word classes that the rules need. Unless stated otherwise, methods expect words in lower case. */
final class EnglishWords {

    private static final Set<String> SINGULAR_DETERMINERS =
            Set.of("a", "an", "this", "that", "every", "each", "another");
    private static final Set<String> PLURAL_DETERMINERS =
            words("these those many few several both two three four five six seven eight nine ten");
    private static final Set<String> OTHER_DETERMINERS =
            words("the some any no all most more enough my your his her its our their");

    /** Determiners before which a noun of one form is plural ("most sheep"); a mass noun stays singular ("most milk"). */
    static final Set<String> WHOLE = Set.of("all", "most");

    /** Quantifiers that end in "of" and are followed by the noun that determines the number. */
    static final List<List<String>> QUANTIFIERS = List.of(
            List.of("a", "lot", "of"),
            List.of("lots", "of"),
            List.of("plenty", "of"),
            List.of("a", "couple", "of"),
            List.of("a", "number", "of"),
            List.of("all", "of"),
            List.of("most", "of"),
            List.of("many", "of"),
            List.of("some", "of"),
            List.of("several", "of"),
            List.of("both", "of"));

    /** Adjectives that consist of several words. */
    static final List<List<String>> LONG_ADJECTIVES = List.of(List.of("out", "in", "the", "open"));

    static final Set<String> AUXILIARIES = words(
            "is are was were be been being am has have had having do does did can could will would shall should may might must cannot");
    static final Set<String> ADVERBS = words(
            "not never always often sometimes seldom rarely usually also still just even ever already soon again today yesterday "
                    + "tomorrow now here there then too once twice");

    private static final Set<String> NOUNS_IN_LY = words(
            "family fly butterfly dragonfly bully belly lily ally jelly assembly supply reply monopoly anomaly melancholy");

    /** Words that may stand between a verb and its object: prepositions and the particles of phrasal verbs. */
    static final Set<String> PARTICLES = words(
            "of about to from with like for at by in on into onto through around over under up down out off away after before near "
                    + "behind beside against between among across along toward towards without within past upon");

    /** Names that look like plurals. */
    static final Set<String> NAMES_IN_S = words(
            "agnes anders andreas carlos charles douglas elias frances gladys hans hercules ines james jonas jules lars les lucas "
                    + "matthias mercedes miles moses nicholas nicolas robles silas socrates thomas tobias ulysses wes yves");

    /** Prepositions that attach a modifying noun to the noun before it. */
    static final Set<String> NOUN_JOINERS = words("of about near behind beside with from");

    private static final Set<String> OTHER_FUNCTION_WORDS = words(
            "and or nor but if because while when than as who whom whose which what that whether i you me us them him 'd ' \" ( ) , ; :");

    private EnglishWords() {}

    static boolean isDeterminer(String word) {
        return SINGULAR_DETERMINERS.contains(word)
                || PLURAL_DETERMINERS.contains(word)
                || OTHER_DETERMINERS.contains(word);
    }

    /** Returns whether a noun phrase with this determiner can have this number. */
    static boolean determinerAllows(String determiner, GrammaticalNumber number) {
        Set<String> others = number == GrammaticalNumber.PLURAL ? SINGULAR_DETERMINERS : PLURAL_DETERMINERS;
        return !others.contains(determiner);
    }

    /** Returns whether a word in its original case is an adverb in "-ly"; capitals tell it from a name such as Emily. */
    static boolean isAdverb(String word) {
        return ADVERBS.contains(word)
                || (word.endsWith("ly") && Character.isLowerCase(word.charAt(0)) && !NOUNS_IN_LY.contains(word));
    }

    /** Returns whether the word belongs to a closed class and is therefore no noun, adjective or full verb. */
    static boolean isFunctionWord(String word) {
        return isDeterminer(word)
                || AUXILIARIES.contains(word)
                || PARTICLES.contains(word)
                || ADVERBS.contains(word)
                || OTHER_FUNCTION_WORDS.contains(word);
    }

    static String low(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    static Set<String> words(String list) {
        return Set.copyOf(new HashSet<>(List.of(list.split(" ", -1))));
    }

    /** Returns whether the words of a range begin with the given ones. */
    static boolean startsWith(List<String> words, int from, int to, List<String> beginning) {
        if (from + beginning.size() > to) {
            return false;
        }
        for (int i = 0; i < beginning.size(); i++) {
            if (!low(words.get(from + i)).equals(beginning.get(i))) {
                return false;
            }
        }
        return true;
    }
}
