package dev.mixlab.data;

/** The label of an agreement example: the grammatical number that the cue requires of the target. */
public enum GrammaticalNumber {
    SINGULAR,
    PLURAL
}
