package dev.mixlab.data;

/** What a data set may lack and an evaluation may need. */
public enum DataNeed {
    /** Every example has a label, and there are two classes of labels. */
    LABELS,
    /** Some examples have cue words. */
    CUES
}
