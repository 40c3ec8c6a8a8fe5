package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import java.util.Set;

/** The grammatical number that the form of a noun shows. */
enum NounForm {
    SINGULAR,
    PLURAL,
    /** The same form for both numbers, such as sheep. */
    EITHER;

    private static final Set<String> IRREGULAR_PLURALS = EnglishWords.words(
            "people children grandchildren men women policemen policewomen firemen salesmen businessmen gentlemen fishermen feet teeth "
                    + "geese mice lice oxen cattle police alumni criteria phenomena fungi cacti nuclei stimuli they we");
    private static final Set<String> ONE_FORM = EnglishWords.words(
            "fish sheep deer reindeer moose elk bison buffalo swine quail grouse salmon trout cod carp tuna pike perch bass haddock herring "
                    + "mackerel plaice squid shrimp aircraft spacecraft hovercraft watercraft offspring species series means data corps "
                    + "chassis rendezvous gallows headquarters crossroads barracks chinese japanese portuguese vietnamese swiss");
    private static final Set<String> SINGULARS_IN_S = EnglishWords.words(
            "news politics mathematics physics economics linguistics athletics gymnastics measles gas lens atlas canvas bias chaos "
                    + "christmas texas");
    private static final Set<String> PLURALS_IN_US_OR_IS =
            EnglishWords.words("menus gurus emus gnus tutus skis taxis bikinis safaris alibis kiwis");

    static NounForm of(String word) {
        String noun = EnglishWords.low(word);
        if (ONE_FORM.contains(noun)) {
            return EITHER;
        }
        if (IRREGULAR_PLURALS.contains(noun) || PLURALS_IN_US_OR_IS.contains(noun)) {
            return PLURAL;
        }
        boolean singular = !noun.endsWith("s")
                || noun.endsWith("ss")
                || noun.endsWith("us")
                || noun.endsWith("is")
                || SINGULARS_IN_S.contains(noun);
        return singular ? SINGULAR : PLURAL;
    }

    boolean allows(GrammaticalNumber number) {
        return this == EITHER || decides(number);
    }

    boolean decides(GrammaticalNumber number) {
        return name().equals(number.name());
    }
}
