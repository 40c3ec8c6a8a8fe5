package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.util.Progress;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.training.Seeds;
import dev.mixlab.training.pretraining.Masking.Masked;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Batches for masked language modelling in a range of steps: ids [B, T], mask [B, T], positions of the selected tokens [B, R], and their
 * original ids as labels [B, R]. There is no padding. The batch of a step depends only on the seed and the number of the step.
 */
final class MaskedBatches implements Dataset {

    private final MaskedLanguageModel model;
    private final PretrainingCorpus corpus;
    private final Masking masking;
    private final PretrainingSettings settings;
    private final int firstStep;

    MaskedBatches(
            MaskedLanguageModel model,
            PretrainingCorpus corpus,
            Masking masking,
            PretrainingSettings settings,
            int firstStep) {
        this.model = model;
        this.corpus = corpus;
        this.masking = masking;
        this.settings = settings;
        this.firstStep = firstStep;
    }

    @Override
    public Iterable<Batch> getData(NDManager manager) {
        return () -> IntStream.range(firstStep, settings.steps())
                .mapToObj(step -> batch(manager.newSubManager(), step))
                .iterator();
    }

    @Override
    public void prepare(@Nullable Progress progress) {}

    private Batch batch(NDManager scope, int step) {
        Random random = new Random(Seeds.of(settings.seed(), "batch", step));
        List<int[]> texts = corpus.draw(settings.tokensPerBatch(), random);
        int count = masking.count(texts.get(0).length, random);
        List<Masked> masked =
                texts.stream().map(text -> masking.apply(text, count, random)).toList();
        TokenBatch tokens = model.batch(scope, masked.stream().map(Masked::ids).toList());
        Shape shape = new Shape(masked.size(), count);
        NDList data = new NDList(tokens.ids(), tokens.mask(), scope.create(flat(masked, Masked::positions), shape));
        NDList labels = new NDList(scope.create(flat(masked, Masked::labels), shape));
        return new Batch(scope, data, labels, masked.size(), null, null, step, settings.steps());
    }

    private static long[] flat(List<Masked> masked, Function<Masked, int[]> part) {
        return masked.stream()
                .map(part)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
    }
}
