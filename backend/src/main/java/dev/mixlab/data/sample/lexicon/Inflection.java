package dev.mixlab.data.sample.lexicon;

import java.util.regex.Pattern;

/** The spelling of regular English endings. */
final class Inflection {

    private static final Pattern HISSING = Pattern.compile(".*(s|x|z|ch|sh)");
    private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");
    private static final Pattern DOUBLING = Pattern.compile("[^aeiou]*[aeiou][bdgklmnprt]");

    private Inflection() {}

    static String plural(String noun) {
        return withS(noun);
    }

    static String thirdPerson(String verb) {
        return verb.endsWith("o") ? verb + "es" : withS(verb);
    }

    static String past(String verb) {
        if (verb.endsWith("e")) {
            return verb + "d";
        }
        return CONSONANT_Y.matcher(verb).matches() ? cut(verb, 1) + "ied" : doubled(verb) + "ed";
    }

    static String progressive(String verb) {
        if (verb.endsWith("ie")) {
            return cut(verb, 2) + "ying";
        }
        boolean silent = verb.endsWith("e") && !verb.endsWith("ee") && !verb.endsWith("oe") && !verb.endsWith("ye");
        return (silent ? cut(verb, 1) : doubled(verb)) + "ing";
    }

    private static String withS(String word) {
        if (CONSONANT_Y.matcher(word).matches()) {
            return cut(word, 1) + "ies";
        }
        return word + (HISSING.matcher(word).matches() ? "es" : "s");
    }

    private static String doubled(String verb) {
        return DOUBLING.matcher(verb).matches() ? verb + verb.charAt(verb.length() - 1) : verb;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
