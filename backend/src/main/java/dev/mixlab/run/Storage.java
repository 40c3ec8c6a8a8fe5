package dev.mixlab.run;

import org.jspecify.annotations.Nullable;

/** The place where everything is stored, asked whether it works. */
public interface Storage {

    /** Asks the database and returns why it cannot be written, for people to read; null where it can. */
    @Nullable String outage();

    /**
     * Returns how often the database had to be opened again since the program started. What was stored shortly before each time may be
     * lost.
     */
    int outages();
}
