package dev.mixlab.text;

import java.util.Locale;

/** Why a minimal pair is not used; every dropped pair is counted under exactly one of these. */
public enum DropReason {
    /** No rule of the paradigm finds the cue words. */
    CUE_NOT_FOUND("the cue words are not found"),
    /** What the rules find has one form for both numbers, so that both sentences are right. */
    CUE_AMBIGUOUS("the cue words do not show a number"),
    /** Head or determiner have the other number than the good word: the pair is wrong, or is read wrongly. */
    CUE_AGAINST_GOOD_WORD("the cue words show the number of the bad word"),
    /** Neither the good nor the bad word tells a number. */
    LABEL_UNCLEAR("the number of the good word is unclear"),
    GOOD_WORD_UNKNOWN("the good word is not in the vocabulary"),
    BAD_WORD_UNKNOWN("the bad word is not in the vocabulary"),
    GOOD_WORD_NOT_ONE_PIECE("the good word is not a single piece"),
    BAD_WORD_NOT_ONE_PIECE("the bad word is not a single piece"),
    SAME_PIECE("good and bad word are the same piece"),
    CONTEXT_DIFFERS("good and bad sentence differ in more pieces than the target"),
    CUE_UNKNOWN("a cue word is not in the vocabulary"),
    /** An earlier example has the same text and the same target. */
    DUPLICATE("the masked sentence is there already"),
    /** Left out by chance so that both numbers are equally frequent. */
    BALANCED("left out so that singular and plural are equally frequent");

    private final String meaning;

    DropReason(String meaning) {
        this.meaning = meaning;
    }

    /** The name in JSON and in tables, such as {@code good_word_not_one_piece}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    /** Whether it is about target words that a tokenizer cannot write as one piece each. */
    public boolean isAboutPieces() {
        return switch (this) {
            case GOOD_WORD_UNKNOWN,
                    BAD_WORD_UNKNOWN,
                    GOOD_WORD_NOT_ONE_PIECE,
                    BAD_WORD_NOT_ONE_PIECE,
                    SAME_PIECE,
                    CONTEXT_DIFFERS -> true;
            default -> false;
        };
    }
}
