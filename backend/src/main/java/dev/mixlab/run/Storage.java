package dev.mixlab.run;

import org.jspecify.annotations.Nullable;

/** The place where everything is stored, asked whether it works. */
public interface Storage {

    /** Asks the database and returns why it cannot be written, for people to read; null where it can. */
    @Nullable String outage();
}
