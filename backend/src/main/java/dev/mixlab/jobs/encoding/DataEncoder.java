package dev.mixlab.jobs.encoding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.EncodedHalves;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.weights.ModelSource;
import java.util.ArrayList;
import java.util.List;

/** Encodes data sets with the tokenizers of models. The latest results are cached, because a page requests an estimate at every change. */
public final class DataEncoder {

    private static final int REMEMBERED = 3;

    private final Models models;
    private final DataSets dataSets;
    private final Cache<Key, EncodedHalves> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Key(String modelId, String dataId) {}

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
        EncodedHalves halves = encoded(new Key(spec.modelId(), spec.dataId()));
        int limit = spec.examples() == null ? Integer.MAX_VALUE : spec.examples();
        EncodedData prepared = new EncodedData(
                split(halves.data().train(), halves.train(), limit),
                split(halves.data().test(), halves.test(), limit),
                halves.data().sha256());
        prepared.requireExamples(spec.modelId());
        return prepared;
    }

    private EncodedHalves encoded(Key key) {
        return latest.get(key, wanted -> encode(models.open(wanted.modelId()), dataSets.open(wanted.dataId())));
    }

    private static EncodedHalves encode(ModelSource model, AgreementData data) {
        int longest = EncoderConfig.of(model).maxTokens();
        try (ExampleEncoder encoder = ExampleEncoder.of(model.tokenizer(), longest)) {
            return EncodedHalves.of(data, encoder);
        }
    }

    private static EncodedSplit split(List<AgreementExample> examples, List<Encoding> encodings, int limit) {
        List<EncodedPair> kept = new ArrayList<>();
        List<DroppedPair> dropped = new ArrayList<>();
        for (int i = 0; i < examples.size() && kept.size() < limit; i++) {
            if (encodings.get(i) instanceof Encoding.Encoded encoded) {
                kept.add(new EncodedPair(examples.get(i), encoded.example()));
            } else if (encodings.get(i) instanceof Encoding.Dropped lost) {
                dropped.add(examples.get(i).dropped(lost.reason()));
            }
        }
        return new EncodedSplit(kept, dropped);
    }
}
