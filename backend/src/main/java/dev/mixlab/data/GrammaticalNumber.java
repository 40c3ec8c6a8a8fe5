package dev.mixlab.data;

/** The label of an agreement example: the number that the cue asks of the target. */
public enum GrammaticalNumber {
    SINGULAR,
    PLURAL
}
