package dev.mixlab.web.catalogue;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.cues.CueChange;
import dev.mixlab.data.pairs.PairColumn;
import dev.mixlab.data.pairs.PairFormat;
import dev.mixlab.data.pairs.PairReport;
import dev.mixlab.data.pairs.RefusedRow;
import dev.mixlab.web.catalogue.CatalogueJson.DataSetJson;
import dev.mixlab.web.catalogue.CatalogueJson.LabelCount;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Minimal pairs, and what became of the rows of a file, in the shapes of the contract. */
final class PairJson {

    private PairJson() {}

    /** The contract's Pair. */
    record Pair(
            String id,
            @Nullable String split,
            String paradigm,
            @Nullable String label,
            List<String> words,
            List<Boolean> spaceBefore,
            int target,
            String bad,
            List<Integer> cues,
            @Nullable String place) {

        static Pair of(AgreementExample example, @Nullable String split) {
            return new Pair(
                    example.id(),
                    split,
                    example.paradigm(),
                    example.label(),
                    example.sentence().words(),
                    example.sentence().spaceBefore(),
                    example.target(),
                    example.bad(),
                    example.cues(),
                    example.place() == null ? null : example.place().toString());
        }
    }

    /** The contract's CueChange. */
    record Change(Pair pair, List<Integer> before) {

        static List<Change> of(List<CueChange> changes, AgreementData data) {
            Set<String> train =
                    data.train().stream().map(AgreementExample::id).collect(Collectors.toCollection(HashSet::new));
            return changes.stream()
                    .map(change -> new Change(
                            Pair.of(
                                    change.example(),
                                    train.contains(change.example().id()) ? "train" : "test"),
                            change.before()))
                    .toList();
        }
    }

    /** The contract's CorrectedCues. */
    record Corrected(@Nullable DataSetJson data, int total, List<Change> items, int unmatched) {}

    /** The contract's AddedPairs. */
    record Added(@Nullable DataSetJson data, Report report) {}

    /** The contract's PairReport. */
    record Report(
            List<File> files,
            int rows,
            int used,
            int refused,
            int mostRefused,
            @Nullable String problem,
            PairReport.Split split,
            List<LabelCount> labels,
            int cued,
            List<Reason> reasons,
            List<Refused> refusedRows,
            List<Pair> pairs) {

        static Report of(PairReport report) {
            return new Report(
                    report.files().stream().map(File::of).toList(),
                    report.rows(),
                    report.used(),
                    report.refusedRows(),
                    report.mostRefused(),
                    report.problem(),
                    report.split(),
                    report.labels().entrySet().stream()
                            .map(entry -> new LabelCount(entry.getKey(), entry.getValue()))
                            .toList(),
                    report.cued(),
                    report.reasons().stream().map(Reason::of).toList(),
                    report.refused().stream().map(Refused::of).toList(),
                    report.examples().stream()
                            .map(row -> Pair.of(row.example(), row.split()))
                            .toList());
        }
    }

    /** A file with its columns. */
    record File(String name, PairFormat format, List<String> header, List<Column> columns) {

        static File of(PairReport.FileColumns file) {
            return new File(
                    file.name(),
                    file.format(),
                    file.header(),
                    file.columns().entrySet().stream()
                            .map(entry -> new Column(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    /** A column and its name in the file. */
    record Column(PairColumn column, String name) {}

    /** How often rows are refused for one reason. */
    record Reason(String reason, String meaning, int count) {

        static Reason of(PairReport.ReasonCount count) {
            return new Reason(count.reason().id(), count.reason().meaning(), count.count());
        }
    }

    /** A refused row. */
    record Refused(String place, String file, int line, String reason, String detail) {

        static Refused of(RefusedRow row) {
            return new Refused(
                    row.place().toString(),
                    row.place().file(),
                    row.place().line(),
                    row.reason().id(),
                    row.detail());
        }
    }
}
