package dev.mixlab.data.pairs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.SeededSplit;
import dev.mixlab.text.DropReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Minimal pairs read from files, and the data set that they make. The same files, settings and seed always give the same data set. If
 * more rows are refused than the settings allow, there is a report but no data set.
 */
public final class PairImport {

    /** Most percent of the rows that may be refused unless a limit is given. */
    public static final int MOST_REFUSED = 5;

    private static final int PREVIEWED = 20;
    private static final int LISTED = 1000;

    private final Settings settings;
    private final List<PairFile> files;
    private final AcceptedRows rows;
    private final SeededSplit split;

    /**
     * How files are read.
     *
     * @param columns columns that the user has chosen, by what they hold; an empty name means that the files are read without
     * @param format the format of all files; null: told for each by its name and its first line
     * @param mostRefused most percent of the rows that may be refused
     * @param seed seed of the split where the rows name none
     */
    public record Settings(
            Map<PairColumn, String> columns, @Nullable PairFormat format, int mostRefused, long seed) {

        public Settings {
            columns = Map.copyOf(columns);
            if (mostRefused < 0 || mostRefused > 100) {
                throw new InvalidInputException(
                        "the limit of refused rows must be 0 to 100 percent, not %s".formatted(mostRefused));
            }
        }
    }

    /**
     * A file under the name that messages call it by.
     *
     * @param path where it lies
     * @param name its name, without a folder
     */
    public record NamedFile(Path path, String name) {}

    private PairImport(Settings settings, List<PairFile> files, AcceptedRows rows) {
        this.settings = settings;
        this.files = files;
        this.rows = rows;
        this.split = rows.givenSplit().orElseGet(() -> SeededSplit.of(rows.examples(), new Random(settings.seed())));
    }

    /**
     * Reads files.
     *
     * @param reserved tells the names that no paradigm may have
     * @throws InvalidInputException if a file as a whole cannot be read; rows that cannot be used are reported
     */
    public static PairImport read(List<NamedFile> named, Settings settings, Predicate<String> reserved) {
        List<PairFile> files = new ArrayList<>();
        RowReader reader = new RowReader(reserved);
        List<PairReading> readings = new ArrayList<>();
        for (NamedFile one : named) {
            PairFile file = PairFile.read(one.path(), one.name(), settings.format(), settings.columns());
            files.add(file);
            file.rows().forEach(row -> readings.add(reader.read(row)));
        }
        return new PairImport(settings, files, AcceptedRows.of(readings));
    }

    /** Returns what became of the rows. */
    public PairReport report() {
        Map<String, Integer> labels = new TreeMap<>();
        int cued = 0;
        for (AgreementExample example : rows.examples()) {
            if (example.label() != null) {
                labels.merge(example.label(), 1, Integer::sum);
            }
            cued += example.cues().isEmpty() ? 0 : 1;
        }
        return new PairReport(
                files.stream()
                        .map(file -> new PairReport.FileColumns(
                                file.name(),
                                file.format(),
                                file.header(),
                                file.columns().names()))
                        .toList(),
                rows.size(),
                rows.examples().size(),
                settings.mostRefused(),
                problem(),
                reasons(),
                rows.refused().stream().limit(LISTED).toList(),
                rows.read().stream()
                        .limit(PREVIEWED)
                        .map(read -> new PairReport.PreviewRow(read.example(), read.split()))
                        .toList(),
                Collections.unmodifiableMap(labels),
                cued,
                rows.givenSplit().isPresent() ? PairReport.Split.GIVEN : PairReport.Split.SEEDED);
    }

    private List<PairReport.ReasonCount> reasons() {
        Map<DropReason, Integer> counts = new EnumMap<>(DropReason.class);
        rows.refused().forEach(row -> counts.merge(row.reason(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new PairReport.ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(PairReport.ReasonCount::count).reversed())
                .toList();
    }

    /** Returns why the rows make no data set, or null if they do. */
    private @Nullable String problem() {
        int refused = rows.refused().size();
        Optional<String> missing =
                files.stream().map(PairFile::missing).flatMap(Optional::stream).findFirst();
        if (missing.isPresent()) {
            return missing.get();
        }
        if (rows.size() == 0) {
            return "The files have no rows, so nothing can be stored.";
        }
        if (100L * refused > (long) settings.mostRefused() * rows.size()) {
            RefusedRow first = rows.refused().get(0);
            return "%s of %s rows (%s %%) cannot be used, more than the limit of %s %%, so nothing is stored; the first is %s: %s."
                    .formatted(
                            refused,
                            rows.size(),
                            percent(refused),
                            settings.mostRefused(),
                            first.place(),
                            first.detail());
        }
        if (split.train().isEmpty() || split.test().isEmpty()) {
            return rows.givenSplit().isPresent()
                    ? "No usable row is in the %s split, so nothing can be stored."
                            .formatted(split.train().isEmpty() ? "train" : "test")
                    : "The pairs cannot be split into two halves without a sentence in both, so nothing can be stored.";
        }
        return null;
    }

    private String percent(int refused) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * refused / rows.size());
    }

    /**
     * Returns the data set that the rows make.
     *
     * @throws InvalidInputException if too many rows are refused or a split is empty
     */
    public AgreementData data(String id, String name) {
        String problem = problem();
        if (problem != null) {
            throw new InvalidInputException(problem);
        }
        DataCounts counts = DataCounts.of(
                split.train(),
                split.test(),
                rows.refused().stream().map(RefusedRow::dropped).toList());
        return AgreementData.of(id, name, split.train(), split.test(), counts);
    }
}
