package dev.mixlab.bench.finetune;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.training.AdamW;
import dev.mixlab.training.InPlaceTrainer;
import dev.mixlab.training.WarmUpLinear;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fine-tuning on number agreement as the published program goes about it: every sentence padded to 32 tokens, logits over the whole vocabulary at
 * every position, of which the loss then uses two. Trainer and optimiser are this program's, which are faster than what they stand for.
 */
final class PublishedFineTuning implements AutoCloseable {

    /** The number of tokens that every sentence is padded to. */
    static final int TOKENS = 32;

    private final MaskedLanguageModel model;
    private final WatchedLoss loss = new WatchedLoss(new PublishedLoss());
    private final InPlaceTrainer trainer;

    PublishedFineTuning(MaskedLanguageModel model, WarmUpLinear schedule) {
        this.model = model;
        trainer = InPlaceTrainer.open(
                model,
                loss,
                manager -> AdamW.builder(manager, schedule).optWeightDecays(0).build());
    }

    /** Trains on one batch: one update of the parameters. */
    void step(List<EncodedExample> examples) {
        collect(examples);
        trainer.step();
    }

    /** Computes the loss and gradient of the first batch without updating the parameters. */
    FirstStep gradients(List<EncodedExample> examples) {
        collect(examples);
        return new FirstStep(loss.last(), trainer.gradientNorm());
    }

    private void collect(List<EncodedExample> examples) {
        try (Batch batch = batch(examples)) {
            EasyTrain.trainBatch(trainer, batch);
        }
    }

    private Batch batch(List<EncodedExample> examples) {
        NDManager scope = trainer.getManager().newSubManager();
        int size = examples.size();
        long[] ids = new long[size * TOKENS];
        float[] mask = new float[size * TOKENS];
        long[] places = new long[2 * size];
        for (int b = 0; b < size; b++) {
            EncodedExample example = examples.get(b);
            for (int token = 0; token < TOKENS; token++) {
                boolean real = token < example.length();
                ids[b * TOKENS + token] =
                        real ? example.inputIds()[token] : model.config().padTokenId();
                mask[b * TOKENS + token] = real ? 1 : 0;
            }
            long row = ((long) b * TOKENS + example.target()) * model.config().vocabulary();
            places[2 * b] = row + example.goodId();
            places[2 * b + 1] = row + example.badId();
        }
        long[] everyToken =
                IntStream.range(0, size * TOKENS).mapToLong(i -> i % TOKENS).toArray();
        Shape shape = new Shape(size, TOKENS);
        NDList inputs =
                new NDList(scope.create(ids, shape), scope.create(mask, shape), scope.create(everyToken, shape));
        return new Batch(scope, inputs, new NDList(scope.create(places)), size, null, null, 0, 1);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
