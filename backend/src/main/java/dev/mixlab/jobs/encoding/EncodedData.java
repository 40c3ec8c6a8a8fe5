package dev.mixlab.jobs.encoding;

import dev.mixlab.run.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set as one model reads it.
 *
 * @param train the train split
 * @param test the test split
 * @param sha256 of the data set
 */
public record EncodedData(EncodedSplit train, EncodedSplit test, String sha256) {

    /** Refuses data that leave nothing to train on or to score. */
    void requireExamples(String modelId) {
        train.requireSome("train", modelId);
        test.requireSome("test", modelId);
    }

    public Provenance.Counts counts() {
        return new Provenance.Counts(train.pairs().size(), test.pairs().size(), train.dropped(), test.dropped());
    }

    /** Places of the test examples by length and then place, so that those of one length are scored together. */
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
