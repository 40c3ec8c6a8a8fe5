package dev.mixlab.data.pairs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The format of a file of minimal pairs. */
public enum PairFormat {
    /** One JSON object a line. */
    JSONL,
    /** Comma-separated values with a line of column names (RFC 4180). */
    CSV,
    /** Values separated by tabulators, with a line of column names. */
    TSV;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Tells the format of a file by its first line and its name.
     *
     * @param name the file's name
     * @param firstLine its first line that is not blank
     */
    static PairFormat of(String name, String firstLine) {
        String low = name.toLowerCase(Locale.ROOT);
        if (firstLine.stripLeading().startsWith("{")) {
            return JSONL;
        }
        if (low.endsWith(".tsv") || low.endsWith(".tab")) {
            return TSV;
        }
        if (low.endsWith(".csv")) {
            return CSV;
        }
        return firstLine.indexOf('\t') >= 0 ? TSV : CSV;
    }
}
