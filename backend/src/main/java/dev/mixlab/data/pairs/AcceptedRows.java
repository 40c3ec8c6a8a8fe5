package dev.mixlab.data.pairs;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.SeededSplit;
import dev.mixlab.text.DropReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of all files, once those are refused that do not go together: repeated pairs and ids, a pair and its reverse, rows without a
 * split beside rows with one, and train rows that share a sentence with the test split.
 *
 * @param read the rows that became examples, in the order of files and lines
 * @param refused the others, in the same order
 */
record AcceptedRows(List<PairReading.Read> read, List<RefusedRow> refused) {

    private record Sentences(String good, String bad) {

        static Sentences of(AgreementExample example) {
            return new Sentences(
                    example.sentence().text(),
                    example.sentence().with(example.target(), example.bad()).text());
        }
    }

    AcceptedRows {
        read = List.copyOf(read);
        refused = List.copyOf(refused);
    }

    static AcceptedRows of(List<PairReading> readings) {
        Selection selection = new Selection();
        for (PairReading reading : readings) {
            if (reading instanceof PairReading.Read row) {
                selection.kept.add(row);
            } else if (reading instanceof PairReading.Refused row) {
                selection.refused.add(row.row());
            }
        }
        selection.refuseRepeated();
        selection.refuseReversed();
        selection.refuseSplits();
        Map<Object, Integer> order = new HashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            order.put(place(readings.get(i)), i);
        }
        selection.refused.sort(Comparator.comparingInt(row -> order.getOrDefault(row.place(), 0)));
        return new AcceptedRows(selection.kept, selection.refused);
    }

    private static Object place(PairReading reading) {
        if (reading instanceof PairReading.Refused refused) {
            return refused.row().place();
        }
        AgreementExample example = ((PairReading.Read) reading).example();
        return example.place() == null ? example : example.place();
    }

    int size() {
        return read.size() + refused.size();
    }

    List<AgreementExample> examples() {
        return read.stream().map(PairReading.Read::example).toList();
    }

    /** Returns the split that the rows name; nothing if they name none. */
    Optional<SeededSplit> givenSplit() {
        if (read.stream().allMatch(row -> row.split() == null)) {
            return Optional.empty();
        }
        return Optional.of(new SeededSplit(half("train"), half("test")));
    }

    private List<AgreementExample> half(String split) {
        return read.stream()
                .filter(row -> split.equals(row.split()))
                .map(PairReading.Read::example)
                .toList();
    }

    /** Rows while some of them are being refused. */
    private static final class Selection {

        private List<PairReading.Read> kept = new ArrayList<>();
        private final List<RefusedRow> refused = new ArrayList<>();

        private void refuse(PairReading.Read row, DropReason reason, String detail) {
            AgreementExample example = row.example();
            if (example.place() == null) {
                throw new IllegalStateException("row %s comes from no file".formatted(example.id()));
            }
            refused.add(new RefusedRow(example.id(), example.paradigm(), example.place(), reason, detail));
        }

        private void refuseRepeated() {
            Map<Sentences, AgreementExample> pairs = new HashMap<>();
            Map<String, AgreementExample> ids = new HashMap<>();
            List<PairReading.Read> distinct = new ArrayList<>();
            for (PairReading.Read row : kept) {
                AgreementExample example = row.example();
                AgreementExample twin = pairs.putIfAbsent(Sentences.of(example), example);
                if (twin != null) {
                    refuse(row, DropReason.DUPLICATE, "the same pair is in %s already".formatted(twin.place()));
                    continue;
                }
                AgreementExample namesake = ids.putIfAbsent(example.id(), example);
                if (namesake != null) {
                    refuse(row, DropReason.ID_REPEATED, "%s has the same id".formatted(namesake.place()));
                } else {
                    distinct.add(row);
                }
            }
            kept = distinct;
        }

        private void refuseReversed() {
            Set<Sentences> all = new HashSet<>();
            kept.forEach(row -> all.add(Sentences.of(row.example())));
            List<PairReading.Read> clear = new ArrayList<>();
            for (PairReading.Read row : kept) {
                Sentences own = Sentences.of(row.example());
                if (all.contains(new Sentences(own.bad(), own.good()))) {
                    refuse(row, DropReason.REVERSED, DropReason.REVERSED.meaning());
                } else {
                    clear.add(row);
                }
            }
            kept = clear;
        }

        private void refuseSplits() {
            if (kept.stream().allMatch(row -> row.split() == null)) {
                return;
            }
            Set<String> tested = new HashSet<>();
            kept.stream()
                    .filter(row -> "test".equals(row.split()))
                    .forEach(row -> tested.addAll(SeededSplit.sentences(row.example())));
            List<PairReading.Read> apart = new ArrayList<>();
            for (PairReading.Read row : kept) {
                if (row.split() == null) {
                    refuse(row, DropReason.SPLIT_INVALID, "the row names no split, where other rows do");
                } else if (row.split().equals("train")
                        && SeededSplit.sentences(row.example()).stream().anyMatch(tested::contains)) {
                    refuse(row, DropReason.IN_BOTH_SPLITS, DropReason.IN_BOTH_SPLITS.meaning());
                } else {
                    apart.add(row);
                }
            }
            kept = apart;
        }
    }
}
