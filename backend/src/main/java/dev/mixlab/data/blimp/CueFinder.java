package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the cue words that the published script would count, by the grammar of BLiMP's templates.
 *
 * <ul>
 *   <li>ana: all words of the reflexive's antecedent, the subject noun phrase up to its head ("A lot of adults", "Tina and Amy"), for
 *       a pronoun refers to a phrase, and determiners and quantifiers show its number too
 *   <li>dna, dnaa: the head of the noun phrase that the demonstrative opens ("galleries" of "these cheap art galleries")
 *   <li>darn: the head of the subject, before the preposition ("sketch" of "the sketch of those trucks")
 *   <li>rpsv: the head of the subject ("articles" of "most newspaper articles", "Churchill" of "Winston Churchill")
 * </ul>
 *
 * Two heads joined by "and" are cues together with the "and". The number that head and determiner show by their forms must not speak
 * against the good word, and a head with one form for both numbers needs a determiner that shows the number; but such nouns name things
 * and animals, so that "the fish" speaks against "himself".
 */
final class CueFinder {

    /** The indices of the cue words, or the reason why none were found. */
    sealed interface Cues {

        record Found(List<Integer> words) implements Cues {}

        record NotFound() implements Cues {}

        record Ambiguous() implements Cues {}

        record Against() implements Cues {}
    }

    private final PairWords.OneWordApart pair;
    private final List<String> words;
    private final NounPhraseParser phrases;

    private CueFinder(PairWords.OneWordApart pair) {
        this.pair = pair;
        this.words = pair.words();
        this.phrases = new NounPhraseParser(words);
    }

    static Cues find(Paradigm paradigm, GrammaticalNumber number, PairWords.OneWordApart pair) {
        CueFinder finder = new CueFinder(pair);
        return switch (paradigm) {
            case ANAPHOR -> finder.antecedent(number);
            case DETERMINER_NOUN, DETERMINER_ADJECTIVE_NOUN -> finder.noun(number);
            case DISTRACTOR_RELATIONAL_NOUN -> finder.relationalSubject(number);
            case SUBJECT_VERB -> finder.subject(number);
        };
    }

    /**
     * Finds the subject by going left from the pronoun over prepositions, particles, the verb and auxiliaries; "like" may be verb or
     * preposition.
     */
    private Cues antecedent(GrammaticalNumber number) {
        int object = back(pair.target(), word -> EnglishWords.PARTICLES.contains(EnglishWords.low(word)));
        Cues cues = antecedentOfVerb(object - 1, number);
        boolean like = object == pair.target() - 1 && low(object).equals("like");
        return like && !(cues instanceof Cues.Found) ? antecedentOfVerb(object, number) : cues;
    }

    private Cues antecedentOfVerb(int verb, GrammaticalNumber number) {
        boolean like = verb > 0 && low(verb).equals("like");
        if (verb < 1 || isCapital(verb) || !isWord(verb) || (!like && EnglishWords.isFunctionWord(low(verb)))) {
            return new Cues.NotFound();
        }
        int end = back(
                verb, word -> EnglishWords.AUXILIARIES.contains(EnglishWords.low(word)) || EnglishWords.isAdverb(word));
        Optional<NounPhrase> subject = phrases.joined(0, end);
        if (subject.isEmpty()) {
            return new Cues.NotFound();
        }
        NounPhrase phrase = subject.get();
        List<Integer> whole =
                IntStream.range(phrase.start(), phrase.end()).boxed().toList();
        Cues cues = cues(phrase, number, whole);
        boolean ofThings = low(pair.target()).equals("itself")
                || EnglishWords.low(pair.bad()).equals("itself");
        return cues instanceof Cues.Ambiguous && !ofThings ? new Cues.Found(whole) : cues;
    }

    private Cues noun(GrammaticalNumber number) {
        int end = words.size();
        while (end > pair.target() && !isWord(end - 1)) {
            end--;
        }
        end = back(end, EnglishWords::isAdverb);
        Optional<NounPhrase> object = phrases.plain(pair.target(), end);
        if (pair.target() == 0 || object.isEmpty() || object.get().heads().size() > 1) {
            return new Cues.NotFound();
        }
        NounForm form = NounForm.of(words.get(object.get().heads().get(0)));
        if (!form.allows(number)) {
            return new Cues.Against();
        }
        return form == NounForm.EITHER
                ? new Cues.Ambiguous()
                : new Cues.Found(object.get().heads());
    }

    private Cues relationalSubject(GrammaticalNumber number) {
        int end = back(pair.target(), EnglishWords::isAdverb);
        Optional<NounPhrase> subject = phrases.joined(0, end);
        if (subject.isEmpty() || subject.get().end() == end) {
            return new Cues.NotFound();
        }
        return cues(subject.get(), number, subject.get().heads());
    }

    private Cues subject(GrammaticalNumber number) {
        int end = back(pair.target(), EnglishWords::isAdverb);
        Optional<NounPhrase> subject = phrases.plain(0, end);
        if (subject.isEmpty()) {
            return new Cues.NotFound();
        }
        return cues(subject.get(), number, subject.get().heads());
    }

    /** Returns the words of a phrase as cues if it shows the number, as "these sheep" does and "the sheep" does not. */
    private Cues cues(NounPhrase phrase, GrammaticalNumber number, List<Integer> cues) {
        if (!phrase.allows(number)) {
            return new Cues.Against();
        }
        boolean oneForm = phrase.heads().size() == 1
                && NounForm.of(words.get(phrase.heads().get(0))) == NounForm.EITHER;
        return oneForm && !phrase.decides(number) ? new Cues.Ambiguous() : new Cues.Found(cues);
    }

    private int back(int end, Predicate<String> skipped) {
        int start = end;
        while (start > 0 && skipped.test(words.get(start - 1))) {
            start--;
        }
        return start;
    }

    private boolean isCapital(int word) {
        return Character.isUpperCase(words.get(word).charAt(0));
    }

    private boolean isWord(int word) {
        return Character.isLetter(words.get(word).charAt(0));
    }

    private String low(int word) {
        return EnglishWords.low(words.get(word));
    }
}
