package dev.mixlab.store;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.FileLine;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.text.Sentence;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import java.util.Random;

/** Things to store. */
public final class Samples {

    public static final List<String> METHODS = List.of("value_zeroing_cosine", "attn");

    private Samples() {}

    public static PipelineSpec spec(String name) {
        return new PipelineSpec(name, "tiny-bert", "sample", null, FineTuningSettings.paper(), METHODS);
    }

    public static AgreementData data(String id, String noun) {
        List<AgreementExample> train = List.of(example("1", List.of("These", noun, "bark", "."), 1, "dog"));
        List<AgreementExample> test = List.of(
                example("2", List.of("Those", noun, "sleep", "."), 1, "dog"),
                example("3", List.of("Many", noun, "run", "."), 1, "dog"));
        return AgreementData.of(id, "Some dogs", train, test, DataCounts.of(train, test));
    }

    private static AgreementExample example(String id, List<String> words, int target, String bad) {
        return new AgreementExample(
                id,
                Paradigm.DETERMINER_NOUN.id(),
                GrammaticalNumber.PLURAL.label(),
                Sentence.of(words),
                target,
                List.of(0),
                bad,
                new FileLine("dogs.jsonl", 1));
    }

    public static Scored scored(int index, Paradigm paradigm, boolean correct, String sentence) {
        ScoreRow row =
                new ScoreRow(index, "e" + index, paradigm.id(), "plural", sentence, "dogs", "dog", correct, 0.5, 0.25);
        ScoreDetail detail = new ScoreDetail(
                row,
                List.of("These", "dogs", "bark"),
                List.of("[CLS]", "these", "[MASK]", "bark", "[SEP]"),
                List.of(-1, 0, 1, 2, -1),
                2,
                1,
                List.of(1));
        return new Scored(detail, List.of(map("value_zeroing_cosine", index, true), map("attn", index + 100, false)));
    }

    /** Two layers of five tokens, every row summing to 1. */
    static MixingMap map(String method, int seed, boolean withRaw) {
        Random random = new Random(seed);
        float[] values = new float[2 * 5 * 5];
        float[] raw = new float[values.length];
        for (int row = 0; row < 10; row++) {
            float sum = 0;
            for (int column = 0; column < 5; column++) {
                raw[row * 5 + column] = random.nextFloat();
                sum += raw[row * 5 + column];
            }
            for (int column = 0; column < 5; column++) {
                values[row * 5 + column] = raw[row * 5 + column] / sum;
            }
        }
        return withRaw ? MixingMap.of(method, 2, 5, values).withRaw(raw) : MixingMap.of(method, 2, 5, values);
    }
}
