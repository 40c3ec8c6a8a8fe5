package dev.mixlab.text;

import java.util.Locale;

/** Reason why a minimal pair is not used; every dropped pair is counted under exactly one reason. */
public enum DropReason {
    SENTENCES_EQUAL("good and bad sentence are the same"),
    NOT_ONE_WORD_APART("good and bad sentence differ in more than one word"),
    /** A sentence contains half of a surrogate pair, so that it has no UTF-8 form. */
    NOT_ENCODABLE("a sentence has a character that cannot be encoded"),
    TOO_LONG("the sentence has more tokens than the model can read"),
    /** No rule of the paradigm finds the cue words. */
    CUE_NOT_FOUND("the cue words are not found"),
    /** The cue has the same form for both numbers, or the data has the reverse of the pair too, so that both sentences are right. */
    CUE_AMBIGUOUS("the cue words do not show a number"),
    /** The cue's head or determiner has the other number than the good word: the pair is wrong or was parsed wrongly. */
    CUE_AGAINST_GOOD_WORD("the cue words show the number of the bad word"),
    /** Neither the good nor the bad word shows a number. */
    LABEL_UNCLEAR("the number of the good word is unclear"),
    GOOD_WORD_UNKNOWN("the good word is not in the vocabulary"),
    BAD_WORD_UNKNOWN("the bad word is not in the vocabulary"),
    GOOD_WORD_NOT_ONE_PIECE("the good word is not a single piece"),
    BAD_WORD_NOT_ONE_PIECE("the bad word is not a single piece"),
    SAME_PIECE("good and bad word are the same piece"),
    CONTEXT_DIFFERS("good and bad sentence differ in more pieces than the target"),
    CUE_UNKNOWN("a cue word is not in the vocabulary"),
    /** An earlier example has the same text or, for a model, the same token ids. */
    DUPLICATE("the same pair is there already"),
    /** A line of JSON or of a table that cannot be taken apart. */
    ROW_UNREADABLE("the row cannot be taken apart"),
    SENTENCE_MISSING("a sentence is missing"),
    CONTROL_CHARACTER("a text has a control character"),
    CUE_WORD_MISSING("a cue is no word of the good sentence"),
    CUE_WORD_REPEATED("a cue word occurs more than once"),
    CUE_INDEX_INVALID("a cue index is no word of the good sentence"),
    CUE_IS_TARGET("a cue is the word in which the sentences differ"),
    LABEL_INVALID("the label cannot be used"),
    PARADIGM_INVALID("the name of the paradigm cannot be used"),
    SPLIT_INVALID("the split is neither train nor test"),
    ID_INVALID("the id cannot be used"),
    ID_REPEATED("another row has the same id"),
    REVERSED("the data have the reverse of the pair too, so that either sentence is called good"),
    IN_BOTH_SPLITS("a sentence of the pair is in the test split too"),
    /** The model would be trained on token ids on which it is tested, even if the two sentences are spelt differently. */
    SEEN_IN_TEST("the model reads the same tokens in an example of the test split"),
    /** The pair was left out at random so that both numbers are equally frequent. */
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
