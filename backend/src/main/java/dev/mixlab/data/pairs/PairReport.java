package dev.mixlab.data.pairs;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.text.DropReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of some files.
 *
 * @param files the files with their columns
 * @param rows number of rows
 * @param used number of rows that became examples
 * @param mostRefused most percent of the rows that may be refused
 * @param problem why nothing can be stored, as a whole sentence; null if it can
 * @param reasons why rows are refused, the most frequent first
 * @param refused the first refused rows, in the order of files and lines
 * @param examples the first examples as they were read
 * @param labels numbers of examples by label
 * @param cued number of examples with cue words
 * @param split how the examples come into two splits
 */
public record PairReport(
        List<FileColumns> files,
        int rows,
        int used,
        int mostRefused,
        @Nullable String problem,
        List<ReasonCount> reasons,
        List<RefusedRow> refused,
        List<PreviewRow> examples,
        Map<String, Integer> labels,
        int cued,
        Split split) {

    /** How the examples come into two splits. */
    public enum Split {
        /** The rows say it. */
        GIVEN,
        /** At random, by a seed. */
        SEEDED
    }

    /**
     * A file with its columns.
     *
     * @param name the file's name
     * @param format its format
     * @param header all its columns
     * @param columns the columns that are read, by what they hold
     */
    public record FileColumns(String name, PairFormat format, List<String> header, Map<PairColumn, String> columns) {}

    /**
     * How often rows are refused for one reason.
     *
     * @param reason the reason
     * @param count number of rows
     */
    public record ReasonCount(DropReason reason, int count) {}

    /**
     * A row that became an example.
     *
     * @param example the example
     * @param split {@code train} or {@code test}; null if the row names none
     */
    public record PreviewRow(
            AgreementExample example, @Nullable String split) {}

    /** Returns the number of rows that are refused. */
    public int refusedRows() {
        return rows - used;
    }
}
