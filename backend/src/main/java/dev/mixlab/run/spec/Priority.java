package dev.mixlab.run.spec;

/** How soon a queued run is executed: every run of a higher priority comes before those of a lower one. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH
}
