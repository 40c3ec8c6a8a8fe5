package dev.mixlab.jobs.encoding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.EncodedHalves;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Encodes data sets with the tokenizers of models. The latest results are cached, because a page requests an estimate at every change. */
public final class DataEncoder {

    private static final int REMEMBERED = 3;
    private static final int[] NONE = {};

    private final Models models;
    private final DataSets dataSets;
    private final Cache<Key, Halves> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Key(String modelId, String dataId) {}

    /**
     * A data set that is encoded as a whole.
     *
     * @param halves both splits
     * @param counterfactuals ids of the test sentences with their cue in the other number, empty where there is none
     */
    private record Halves(EncodedHalves halves, List<int[]> counterfactuals) {}

    public DataEncoder(Models models, DataSets dataSets) {
        this.models = models;
        this.dataSets = dataSets;
    }

    /**
     * Encodes the data of a spec for its model. If the spec limits the examples, the first readable examples of each split are taken.
     *
     * @throws dev.mixlab.common.MixlabException if the model or the data set does not exist, or no example can be read
     */
    public EncodedData prepare(PipelineSpec spec) {
        Halves both = encoded(new Key(spec.modelId(), spec.dataId()));
        EncodedHalves halves = both.halves();
        int limit = spec.examples() == null ? Integer.MAX_VALUE : spec.examples();
        EncodedData prepared = new EncodedData(
                split(halves.data().train(), halves.train(), i -> NONE, limit),
                split(halves.data().test(), halves.test(), both.counterfactuals()::get, limit),
                halves.data().sha256());
        prepared.requireExamples(spec.modelId());
        return prepared;
    }

    private Halves encoded(Key key) {
        return latest.get(key, wanted -> encode(models.open(wanted.modelId()), dataSets.open(wanted.dataId())));
    }

    private static Halves encode(ModelSource model, AgreementData data) {
        int longest = EncoderConfig.of(model).maxTokens();
        try (ExampleEncoder encoder = ExampleEncoder.of(model.tokenizer(), longest)) {
            EncodedHalves halves = EncodedHalves.of(data, encoder);
            List<int[]> counterfactuals = IntStream.range(0, data.test().size())
                    .mapToObj(i -> CounterfactualIds.of(
                            data.test().get(i), halves.test().get(i), encoder))
                    .toList();
            return new Halves(halves, counterfactuals);
        }
    }

    private static EncodedSplit split(
            List<AgreementExample> examples, List<Encoding> encodings, IntFunction<int[]> counterfactuals, int limit) {
        List<EncodedPair> kept = new ArrayList<>();
        List<DroppedPair> dropped = new ArrayList<>();
        for (int i = 0; i < examples.size() && kept.size() < limit; i++) {
            if (encodings.get(i) instanceof Encoding.Encoded encoded) {
                kept.add(new EncodedPair(
                        examples.get(i), encoded.example().withCounterfactual(counterfactuals.apply(i))));
            } else if (encodings.get(i) instanceof Encoding.Dropped lost) {
                dropped.add(examples.get(i).dropped(lost.reason()));
            }
        }
        return new EncodedSplit(kept, dropped);
    }
}
