package dev.mixlab.jobs.encoding;

import dev.mixlab.run.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set that is encoded for a model.
 *
 * @param train the train split
 * @param test the test split
 * @param sha256 SHA-256 of the data set
 */
public record EncodedData(EncodedSplit train, EncodedSplit test, String sha256) {

    /** Throws an exception unless both splits have examples. */
    void requireExamples(String modelId) {
        train.requireSome("train", modelId);
        test.requireSome("test", modelId);
    }

    public Provenance.Counts counts() {
        return new Provenance.Counts(train.pairs().size(), test.pairs().size(), train.dropped(), test.dropped());
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
