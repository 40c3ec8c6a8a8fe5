package dev.mixlab.jobs.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.engine.HeadMaps;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.SingleHeads;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.text.EncodedExample;

/**
 * Computes the maps of single heads with the model and the encoded example of a score run. All heads of the latest sentences
 * are cached, because a page requests one after the other; the model is not cached.
 */
public final class ComputedHeads implements SingleHeads {

    private static final int REMEMBERED = 8;

    /** The method whose heads cost nothing beside the forward pass. */
    private static final String AT_ONCE = "attn";

    /** A sentence of so many tokens takes about a minute by Value Zeroing at BERT's base size. */
    private static final int LONGEST = 96;

    private final Stores stores;
    private final DataEncoder encoder;
    private final Cache<Key, HeadMaps> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Key(ScoreRunId id, int index, String method) {}

    public ComputedHeads(Stores stores) {
        this.stores = stores;
        this.encoder = new DataEncoder(stores.models(), stores.dataSets());
    }

    /**
     * Returns the map of a head. Calls are serialised, so that a page that moves quickly between sentences does not load several
     * models at once.
     */
    @Override
    public synchronized MixingMap head(ScoreRunId id, int index, String method, int head) {
        return latest.get(new Key(id, index, method), this::computed).head(head);
    }

    private HeadMaps computed(Key key) {
        ContextMixingMethod method = ContextMixingMethods.withSingleHeads(key.method());
        ScoreRun scored = stores.scores().get(key.id());
        EncodedExample example = example(scored, stores.scores().example(key.id(), key.index()));
        if (!key.method().equals(AT_ONCE) && example.length() > LONGEST) {
            throw new InvalidInputException("single heads of %s are computed for sentences of up to %s tokens, not %s"
                    .formatted(key.method(), LONGEST, example.length()));
        }
        try (MaskedLanguageModel model =
                MaskedLanguageModel.load(stores.models().open(scored.modelId()), Precision.FLOAT32)) {
            return HeadMaps.of(model, method, example);
        }
    }

    private EncodedExample example(ScoreRun scored, ScoreDetail detail) {
        PipelineSpec spec = stores.runs().get(scored.run()).spec();
        int index = detail.row().index();
        EncodedData data = encoder.prepare(spec);
        if (index < data.test().pairs().size()) {
            EncodedExample example = data.test().pairs().get(index).encoded();
            if (example.id().equals(detail.row().id()) && example.pieces().equals(detail.tokens())) {
                return example;
            }
        }
        throw new ConflictException("example %s of score run %s is no longer in the data set %s as it was scored"
                .formatted(index, scored.id(), scored.dataId()));
    }
}
