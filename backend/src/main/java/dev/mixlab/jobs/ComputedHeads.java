package dev.mixlab.jobs;

import dev.mixlab.common.ConflictException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.HeadMaps;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.HeadAttention;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.text.EncodedExample;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Raw attention of single heads, from the model that the scores were made with and the example as that model reads it. The
 * heads of the last sentences are kept, as a page asks for one after the other; the model is not.
 */
public final class ComputedHeads implements HeadAttention {

    private static final int REMEMBERED = 8;

    private final Stores ports;
    private final DataEncoder preparation;
    private final Map<Key, HeadMaps> latest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, HeadMaps> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(ScoreRunId id, int index) {}

    public ComputedHeads(Stores ports) {
        this.ports = ports;
        this.preparation = new DataEncoder(ports.models(), ports.dataSets());
    }

    /** One at a time: a page that goes through sentences quickly shall not load a model for each of them at once. */
    @Override
    public synchronized MixingMap head(ScoreRunId id, int index, int head) {
        HeadMaps maps = latest.get(new Key(id, index));
        if (maps == null) {
            maps = computed(id, index);
            latest.put(new Key(id, index), maps);
        }
        return maps.head(head);
    }

    private HeadMaps computed(ScoreRunId id, int index) {
        ScoreRun scored = ports.scores().get(id);
        EncodedExample example = example(scored, ports.scores().example(id, index));
        try (MaskedLanguageModel model =
                MaskedLanguageModel.load(ports.models().open(scored.modelId()), Precision.FLOAT32)) {
            return HeadMaps.of(model, example);
        }
    }

    private EncodedExample example(ScoreRun scored, ScoreDetail detail) {
        PipelineSpec spec = (PipelineSpec) ports.runs().get(scored.run()).spec();
        int index = detail.row().index();
        EncodedData data = preparation.prepare(spec);
        if (index < data.test().kept().size()) {
            EncodedExample example = data.test().kept().get(index).encoded();
            if (example.id().equals(detail.row().id()) && example.pieces().equals(detail.tokens())) {
                return example;
            }
        }
        throw new ConflictException("example %d of score run %s is no longer in the data set %s as it was scored"
                .formatted(index, scored.id(), scored.dataId()));
    }
}
