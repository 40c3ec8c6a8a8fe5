package dev.mixlab.jobs.encoding;

import dev.mixlab.run.Provenance;
import dev.mixlab.text.DropReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A data set that is encoded for a model.
 *
 * @param train the train split
 * @param test the test split
 * @param sha256 SHA-256 of the data set
 */
public record EncodedData(EncodedSplit train, EncodedSplit test, String sha256) {

    private static final int NAMED = 20;

    /** Throws an exception unless both splits have examples. */
    void requireExamples(String modelId) {
        train.requireSome("train", modelId);
        test.requireSome("test", modelId);
    }

    public Provenance.Counts counts() {
        return new Provenance.Counts(
                train.pairs().size(), test.pairs().size(), train.droppedByReason(), test.droppedByReason());
    }

    /** Returns a line for the log for each reason why examples of either split were left out, with the first places. */
    public List<String> leftOut() {
        Map<DropReason, List<String>> places = new EnumMap<>(DropReason.class);
        Stream.of(train, test)
                .flatMap(split -> split.dropped().stream())
                .forEach(pair -> places.computeIfAbsent(pair.reason(), reason -> new ArrayList<>())
                        .add(pair.where()));
        return places.entrySet().stream()
                .map(entry -> "Left out, %s: %s.".formatted(entry.getKey().meaning(), first(entry.getValue())))
                .toList();
    }

    private static String first(List<String> places) {
        String named = String.join(", ", places.subList(0, Math.min(NAMED, places.size())));
        return places.size() > NAMED ? "%s and %s more".formatted(named, places.size() - NAMED) : named;
    }

    /** Returns the indices of the test examples ordered by length, then index, so that examples of equal length are scored together. */
    public List<Integer> testByLength() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, test.pairs().size()).boxed().toList());
        order.sort((left, right) -> Integer.compare(length(left), length(right)));
        return order;
    }

    private int length(int index) {
        return test.pairs().get(index).encoded().length();
    }
}
