package dev.mixlab.web;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.score.SingleHeads;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A finished run that scored ten sentences by three methods before fine-tuning. Its numbers follow from the index of a
 * sentence, so that tests can name them. The scores of sentence 1 by "attn" were refused.
 */
public final class TenSentences implements SingleHeads {

    public static final List<String> METHODS = List.of("value_zeroing_cosine", "attn", "integrated_gradients");
    static final int SENTENCES = 10;
    public static final int LAYERS = 2;
    public static final int TOKENS = 3;

    private static final int HEADS = 2;
    private static final int REFUSED = 1;

    public final ScoreRun run;
    private final TestStore store;

    TenSentences(TestStore store) {
        this.store = store;
        PipelineSpec spec = new PipelineSpec("made", "tiny-bert", "sample", null, FineTuningSettings.paper(), METHODS);
        Run made = store.journal.create(spec);
        store.journal.move(made.id(), RunState.RUNNING, null);
        run = score(made);
        store.journal.results(made.id(), Run.Results.none().withBefore(run.id(), run.accuracy()));
        store.journal.move(made.id(), RunState.SUCCEEDED, null);
        new TenEvaluations(run.id()).save(store.evaluations);
    }

    private ScoreRun score(Run made) {
        ScoreRun begun =
                store.scores.begin(new ScoreRuns.New(made.id(), Phase.BEFORE, "tiny-bert", "sample", METHODS, LAYERS));
        store.scores.append(
                begun.id(),
                IntStream.range(0, SENTENCES).mapToObj(TenSentences::scored).toList());
        return store.scores.finish(begun.id());
    }

    private static Scored scored(int index) {
        List<String> words = List.of("the", "dog" + index, "barks");
        List<String> tokens = List.of("[CLS]", "the", "[MASK]");
        ScoreDetail detail = new ScoreDetail(row(index), words, tokens, List.of(-1, 0, 2), 2, 2, List.of(1));
        List<MixingMap> maps = METHODS.stream()
                .filter(method -> index != REFUSED || !method.equals("attn"))
                .map(method -> map(method, index))
                .toList();
        Map<String, String> skipReasons = index == REFUSED
                ? Map.of("attn", "attn: example e1, layer 0, token 0: scores are not finite")
                : Map.of();
        return new Scored(detail, maps, skipReasons);
    }

    private static ScoreRow row(int index) {
        return new ScoreRow(
                index,
                "e" + index,
                List.of("ana", "dna", "dnaa", "darn", "rpsv").get(index % 5),
                index % 2 == 0 ? "singular" : "plural",
                "the 100%% dog%s barks.".formatted(index),
                "barks",
                "bark",
                index < 5,
                0.75,
                0.25);
    }

    private static MixingMap map(String method, int index) {
        if (method.equals("integrated_gradients")) {
            float[] scores = {0.5f, -0.25f, 1, -2, 0, 3};
            return new MixingMap(method, LAYERS, 1, TOKENS, scores, scores.clone(), new float[] {0.125f, -0.0625f});
        }
        float[] values = new float[LAYERS * TOKENS * TOKENS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (index + i) / 7f;
        }
        MixingMap map = MixingMap.of(method, LAYERS, TOKENS, values);
        return method.equals("attn") ? map : map.withRaw(values.clone());
    }

    /** {@inheritDoc} Every number of head h is (h + 1) / 4. */
    @Override
    public MixingMap head(ScoreRunId id, int index, String method, int head) {
        store.scores.example(id, index);
        ContextMixingMethods.withSingleHeads(method);
        if (head >= HEADS) {
            throw new InvalidInputException("head %s of a model with %s heads".formatted(head, HEADS));
        }
        float[] values = new float[LAYERS * TOKENS * TOKENS];
        Arrays.fill(values, (head + 1) / 4f);
        return MixingMap.of(method + "_head_" + head, LAYERS, TOKENS, values);
    }
}
