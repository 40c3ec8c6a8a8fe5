package dev.mixlab.text;

import java.util.Locale;

/** Reason why a minimal pair is not used; every dropped pair is counted under exactly one reason. */
public enum DropReason {
    SENTENCES_EQUAL("good and bad sentence are the same"),
    NOT_ONE_WORD_APART("good and bad sentence differ in more than one word"),
    /** Half of a surrogate pair stands alone, so that the text has no UTF-8 form. */
    NOT_ENCODABLE("a sentence has a character that cannot be encoded"),
    TOO_LONG("the sentence has more tokens than the model can read"),
    /** No rule of the paradigm finds the words that decide the answer. */
    CUE_NOT_FOUND("the words that decide the answer are not found"),
    /** What the rules find has one form for both numbers, so that both sentences are right. */
    CUE_AMBIGUOUS("the words that should decide the answer do not show a number"),
    /** Head or determiner have the other number than the good word: the pair is wrong, or is read wrongly. */
    CUE_AGAINST_GOOD_WORD("the words that decide the answer speak against the good word"),
    /** Neither the good nor the bad word tells a number. */
    LABEL_UNCLEAR("the number of the good word is unclear"),
    GOOD_WORD_UNKNOWN("the good word is not in the vocabulary"),
    BAD_WORD_UNKNOWN("the bad word is not in the vocabulary"),
    GOOD_WORD_NOT_ONE_PIECE("the good word is not a single piece"),
    BAD_WORD_NOT_ONE_PIECE("the bad word is not a single piece"),
    SAME_PIECE("good and bad word are the same piece"),
    CONTEXT_DIFFERS("good and bad sentence differ in more pieces than the target"),
    CUE_UNKNOWN("a cue word is not in the vocabulary"),
    /** An earlier example has the same text or, for a model, the same tokens. */
    DUPLICATE("the same pair is there already"),
    /** The model would be tested on tokens that it was trained on, however the two are spelt. */
    SEEN_IN_TEST("the model reads the same tokens in an example of the test half"),
    /** Left out by chance so that both numbers are equally frequent. */
    BALANCED("left out so that singular and plural are equally frequent");

    private final String meaning;

    DropReason(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the name in JSON and in tables, such as {@code good_word_not_one_piece}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }
}
