package dev.mixlab.jobs.encoding;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.blimp.CueWordFinder;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.text.EncodedExample;
import java.util.stream.IntStream;

/**
 * An example that a model can read, with its tokens.
 *
 * @param example the minimal pair
 * @param encoded the tokens of the example
 */
public record EncodedPair(AgreementExample example, EncodedExample encoded) {

    /** Returns the details of the example that are stored with its maps. */
    public ScoreDetail detail(int index, boolean correct, double probabilityGood, double probabilityBad) {
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

    /** Returns the example as evaluations read it. */
    public EvaluatedExample evaluated(boolean right) {
        int distance = example.cues().stream()
                .mapToInt(cue -> Math.abs(cue - example.target()))
                .min()
                .orElse(0);
        return new EvaluatedExample(
                encoded, example.paradigm(), example.label(), right, distance, CueWordFinder.of(example));
    }
}
