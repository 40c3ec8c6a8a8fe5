package dev.mixlab.data.pairs;

import dev.mixlab.data.AgreementExample;
import org.jspecify.annotations.Nullable;

/** What became of a row. */
sealed interface PairReading {

    /**
     * An example.
     *
     * @param example the example
     * @param split {@code train} or {@code test}; null if the row names none
     */
    record Read(AgreementExample example, @Nullable String split) implements PairReading {}

    record Refused(RefusedRow row) implements PairReading {}
}
