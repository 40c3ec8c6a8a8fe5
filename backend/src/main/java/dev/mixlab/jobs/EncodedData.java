package dev.mixlab.jobs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A data set as one model reads it.
 *
 * @param train the train half
 * @param test the test half
 * @param sha256 of the data set
 */
record EncodedData(Half train, Half test, String sha256) {

    /**
     * An example that the model can read.
     *
     * @param example the minimal pair
     * @param encoded its tokens
     */
    record Kept(AgreementExample example, EncodedExample encoded) {

        /** What is stored of the example beside its maps. */
        ScoreDetail detail(int index, boolean correct, double probabilityGood, double probabilityBad) {
            ScoreRow row = new ScoreRow(
                    index,
                    example.id(),
                    example.paradigm(),
                    example.label(),
                    example.sentence().text(),
                    example.good(),
                    example.bad(),
                    correct,
                    probabilityGood,
                    probabilityBad);
            return new ScoreDetail(
                    row,
                    example.sentence().words(),
                    encoded.pieces(),
                    IntStream.of(encoded.wordOfPiece()).boxed().toList(),
                    encoded.target(),
                    example.target(),
                    IntStream.of(encoded.cues()).boxed().toList());
        }

        /** What evaluations need to know of the example. */
        EvaluatedExample evaluated(boolean right) {
            int distance = example.cues().stream()
                    .mapToInt(cue -> Math.abs(cue - example.target()))
                    .min()
                    .orElseThrow();
            return new EvaluatedExample(encoded, example.paradigm(), example.label(), right, distance);
        }
    }

    /**
     * One half.
     *
     * @param kept in the order of the data set
     * @param dropped how many were left out, by reason
     */
    record Half(List<Kept> kept, Map<String, Integer> dropped) {

        Half {
            kept = List.copyOf(kept);
            dropped = Map.copyOf(dropped);
        }

        List<EncodedExample> encoded() {
            return kept.stream().map(Kept::encoded).toList();
        }

        /** Examples that were looked at. */
        int read() {
            return kept.size()
                    + dropped.values().stream().mapToInt(Integer::intValue).sum();
        }

        private void requireSome(String half, String modelId) {
            if (kept.isEmpty()) {
                throw new InvalidInputException(
                        "model %s can read none of the %d %s examples: %s".formatted(modelId, read(), half, dropped));
            }
        }
    }

    /** Refuses data that leave nothing to train on or to score. */
    void requireExamples(String modelId) {
        train.requireSome("train", modelId);
        test.requireSome("test", modelId);
    }

    Provenance.Counts counts() {
        return new Provenance.Counts(train.kept().size(), test.kept().size(), train.dropped(), test.dropped());
    }

    /** Places of the test examples by length and then place, so that those of one length are scored together. */
    List<Integer> testByLength() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, test.kept().size()).boxed().toList());
        order.sort((left, right) -> Integer.compare(length(left), length(right)));
        return order;
    }

    private int length(int index) {
        return test.kept().get(index).encoded().length();
    }
}
