package dev.mixlab.web;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.HeadAttention;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.training.FineTuningSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One score run of ten sentences in memory; to be read only. */
public final class MemoryScores implements ScoreRuns, HeadAttention {

    static final List<String> METHODS = List.of("value_zeroing_cosine", "attn", "integrated_gradients");
    static final int LAYERS = 2;
    static final int TOKENS = 3;

    public final ScoreRun run = new ScoreRun(
            ScoreRunId.fresh(),
            RunId.fresh(),
            ScoreRun.When.BEFORE,
            "tiny-bert",
            "sample",
            METHODS,
            LAYERS,
            10,
            0.5,
            Instant.parse("2026-01-02T03:04:05Z"));

    /** The finished run that made the score run. */
    Run madeBy() {
        PipelineSpec spec = new PipelineSpec("made", "tiny-bert", "sample", null, FineTuningSettings.paper(), METHODS);
        return new Run(
                run.run(),
                spec,
                RunState.SUCCEEDED,
                List.of(),
                Progress.none(),
                Run.Results.none().withBefore(run.id(), run.accuracy()),
                null,
                null,
                run.createdAt(),
                run.createdAt(),
                run.createdAt());
    }

    @Override
    public ScoreRun get(ScoreRunId id) {
        if (!id.equals(run.id())) {
            throw new NotFoundException("there is no score run '%s'".formatted(id));
        }
        return run;
    }

    @Override
    public List<ScoreRun> list(@Nullable RunId wanted) {
        return Stream.of(run)
                .filter(scores -> wanted == null || scores.run().equals(wanted))
                .toList();
    }

    @Override
    public MixingMap head(ScoreRunId id, int index, int head) {
        example(id, index);
        if (head >= 2) {
            throw new InvalidInputException("head %d of a model with 2 heads".formatted(head));
        }
        float[] values = new float[LAYERS * TOKENS * TOKENS];
        Arrays.fill(values, (head + 1) / 4f);
        return MixingMap.of("attn_head_" + head, LAYERS, TOKENS, values);
    }

    @Override
    public List<Refused> refused(ScoreRunId id) {
        get(id);
        return List.of(new Refused("attn", 1, "attn: example e1, layer 0, token 0: scores are not finite"));
    }

    @Override
    public Page<ScoreRow> examples(ScoreRunId id, Filter filter, PageRequest slice) {
        get(id);
        List<ScoreRow> rows = IntStream.range(0, 10)
                .mapToObj(MemoryScores::row)
                .filter(row -> filter.paradigm() == null || row.paradigm() == filter.paradigm())
                .filter(row -> filter.label() == null || row.label() == filter.label())
                .filter(row -> filter.correct() == null || row.correct() == filter.correct())
                .filter(row -> filter.search() == null
                        || row.sentence().contains(filter.search().toLowerCase(Locale.ROOT)))
                .toList();
        return new Page<>(
                rows.stream().skip(slice.offset()).limit(slice.limit()).toList(), rows.size());
    }

    @Override
    public ScoreDetail example(ScoreRunId id, int index) {
        get(id);
        if (index >= 10) {
            throw new NotFoundException("score run %s has no example %d".formatted(id, index));
        }
        List<String> words = List.of("the", "dog" + index, "barks");
        List<String> tokens = List.of("[CLS]", "the", "[MASK]");
        return new ScoreDetail(row(index), words, tokens, List.of(-1, 0, 2), 2, 2, List.of(1));
    }

    @Override
    public MixingMap map(ScoreRunId id, int index, String method) {
        example(id, index);
        if (!METHODS.contains(method)) {
            throw new NotFoundException("score run %s was not scored by '%s'".formatted(id, method));
        }
        if (method.equals(METHODS.get(2))) {
            float[] scores = {0.5f, -0.25f, 1, -2, 0, 3};
            return new MixingMap(method, LAYERS, 1, TOKENS, scores, scores.clone(), new float[] {0.125f, -0.0625f});
        }
        float[] values = new float[LAYERS * TOKENS * TOKENS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (index + i) / 7f;
        }
        return method.equals("attn")
                ? MixingMap.of(method, LAYERS, TOKENS, values)
                : MixingMap.of(method, LAYERS, TOKENS, values).withRaw(values.clone());
    }

    private static ScoreRow row(int index) {
        return new ScoreRow(
                index,
                "e" + index,
                Paradigm.of(List.of("ana", "dna", "dnaa", "darn", "rpsv").get(index % 5)),
                index % 2 == 0 ? GrammaticalNumber.SINGULAR : GrammaticalNumber.PLURAL,
                "the 100%% dog%d barks.".formatted(index),
                "barks",
                "bark",
                index < 5,
                0.75,
                0.25);
    }

    @Override
    public void visit(ScoreRunId id, ObjIntConsumer<List<MixingMap>> visitor) {
        get(id);
        for (int index = 0; index < 10; index++) {
            int number = index;
            visitor.accept(
                    METHODS.stream().map(method -> map(id, number, method)).toList(), number);
        }
    }

    @Override
    public List<MapShape> shapes(ScoreRunId id, String method) {
        return IntStream.range(0, 10)
                .mapToObj(index -> {
                    MixingMap map = map(id, index, method);
                    return new MapShape(index, map.layers(), map.rows(), map.tokens());
                })
                .toList();
    }

    @Override
    public ScoreRun begin(New scoreRun) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(ScoreRunId id, List<Scored> examples) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScoreRun finish(ScoreRunId id) {
        throw new UnsupportedOperationException();
    }
}
