package dev.mixlab.data.blimp;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.CueUnit;
import dev.mixlab.data.CueWords;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Derives the cue words of every {@link CueUnit}, and the attractor, from the published cues of an example. It needs nothing but the words,
 * so it serves data sets that were stored before there were units.
 */
public final class CueWordFinder {

    /** Determiners that a countable noun can follow only in the plural: "all dogs", not "all dog". */
    private static final Set<String> BEFORE_PLURALS = Set.of("all", "most", "more", "enough");

    private final AgreementExample example;
    private final GrammaticalNumber number;
    private final List<String> words;

    private CueWordFinder(AgreementExample example, GrammaticalNumber number) {
        this.example = example;
        this.number = number;
        this.words = example.sentence().words();
    }

    /**
     * Finds the cue words of an example. Where its paradigm is none of the published script or its label no number, there are only the
     * cues that the data have.
     */
    public static CueWords of(AgreementExample example) {
        Optional<GrammaticalNumber> number = example.number();
        if (number.isEmpty() || example.published().isEmpty() || example.cues().isEmpty()) {
            return new CueWords(Map.of(CueUnit.AS_PUBLISHED, example.cues()), List.of());
        }
        CueWordFinder finder = new CueWordFinder(example, number.get());
        List<Integer> heads = finder.heads();
        List<Integer> phrase = finder.phrase(heads);
        return new CueWords(
                Map.of(
                        CueUnit.AS_PUBLISHED,
                        example.cues(),
                        CueUnit.HEAD,
                        heads,
                        CueUnit.PHRASE,
                        phrase,
                        CueUnit.NUMBER_WORDS,
                        finder.numberWords(heads, phrase)),
                finder.attractor(heads));
    }

    /** The published cues of ana are a whole phrase; those of the other paradigms are the heads already. */
    private List<Integer> heads() {
        List<Integer> cues = example.cues();
        if (!example.isOf(Paradigm.ANAPHOR) || cues.size() == 1) {
            return cues;
        }
        int last = cues.get(cues.size() - 1);
        return new NounPhraseParser(words)
                .plain(cues.get(0), last + 1)
                .map(NounPhrase::heads)
                .orElse(List.of(last));
    }

    private List<Integer> phrase(List<Integer> heads) {
        int start = startOfPhrase(heads.get(0));
        return IntStream.rangeClosed(start, heads.get(heads.size() - 1))
                .filter(word -> word != example.target())
                .boxed()
                .toList();
    }

    /** Walks from a head back over compound nouns and adjectives to its determiner and quantifier; the target ends the walk. */
    private int startOfPhrase(int head) {
        int start = head;
        while (start > 0 && isContent(start - 1)) {
            start--;
        }
        if (start > 0 && start - 1 != example.target() && EnglishWords.isDeterminer(low(start - 1))) {
            start--;
        }
        for (List<String> quantifier : EnglishWords.QUANTIFIERS) {
            int first = start - quantifier.size();
            if (first >= 0 && EnglishWords.startsWith(words, first, start, quantifier)) {
                return first;
            }
        }
        return start;
    }

    private boolean isContent(int word) {
        return word != example.target()
                && Character.isLetter(words.get(word).charAt(0))
                && !EnglishWords.isFunctionWord(low(word));
    }

    private List<Integer> numberWords(List<Integer> heads, List<Integer> phrase) {
        int quantifier = pluralQuantifier(phrase.get(0));
        return phrase.stream()
                .filter(word -> word < quantifier
                        || (heads.contains(word) ? headShowsNumber(word, heads) : determinerShowsNumber(word)))
                .toList();
    }

    /** The end of the quantifier that opens the phrase ("a lot of"), before a plural; the start of the phrase if there is none. */
    private int pluralQuantifier(int start) {
        if (number == GrammaticalNumber.PLURAL) {
            for (List<String> quantifier : EnglishWords.QUANTIFIERS) {
                if (EnglishWords.startsWith(words, start, words.size(), quantifier)) {
                    return start + quantifier.size();
                }
            }
        }
        return start;
    }

    /** Heads that are joined by "and" show together that the phrase is plural. */
    private boolean headShowsNumber(int head, List<Integer> heads) {
        boolean isName = Character.isUpperCase(words.get(head).charAt(0)) && head > 0;
        return heads.size() > 1 || isName || NounForm.of(words.get(head)) != NounForm.EITHER;
    }

    private boolean determinerShowsNumber(int word) {
        String text = low(word);
        boolean beforePlural = number == GrammaticalNumber.PLURAL && BEFORE_PLURALS.contains(text);
        return beforePlural
                || (EnglishWords.isDeterminer(text)
                        && EnglishWords.determinerAllows(text, number)
                        && !EnglishWords.determinerAllows(text, other()));
    }

    private GrammaticalNumber other() {
        return number == GrammaticalNumber.SINGULAR ? GrammaticalNumber.PLURAL : GrammaticalNumber.SINGULAR;
    }

    /** In darn the noun that a preposition joins to the head; it misleads only if its form shows the other number. */
    private List<Integer> attractor(List<Integer> heads) {
        if (!example.isOf(Paradigm.DISTRACTOR_RELATIONAL_NOUN)) {
            return List.of();
        }
        int end = example.target();
        while (end > 0 && EnglishWords.isAdverb(words.get(end - 1))) {
            end--;
        }
        int joiner = heads.get(heads.size() - 1) + 1;
        if (joiner >= end || !EnglishWords.NOUN_JOINERS.contains(low(joiner))) {
            return List.of();
        }
        Optional<NounPhrase> joined = new NounPhraseParser(words).joined(joiner + 1, end);
        return joined.filter(this::misleads).map(NounPhrase::heads).orElse(List.of());
    }

    /** A name that looks like a plural, such as Douglas, is singular where it stands without a determiner. */
    private boolean misleads(NounPhrase noun) {
        boolean isName = noun.end() - noun.start() == 1 && EnglishWords.NAMES_IN_S.contains(low(noun.start()));
        return isName ? other() == GrammaticalNumber.SINGULAR : noun.decides(other());
    }

    private String low(int word) {
        return EnglishWords.low(words.get(word));
    }
}
