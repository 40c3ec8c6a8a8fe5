package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDManager;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import dev.mixlab.common.ConflictException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.training.AdamW;
import dev.mixlab.training.InPlaceTrainer;
import dev.mixlab.training.Seeds;
import dev.mixlab.training.TrainingState;
import dev.mixlab.training.WarmUpLinear;
import org.jspecify.annotations.Nullable;

/** Pre-training of a model by masked language modelling (Devlin et al. 2019). The weights of the model are updated in place. */
public final class Pretraining {

    private final MaskedLanguageModel model;
    private final PretrainingCorpus corpus;
    private final Masking masking;
    private final PretrainingSettings settings;
    private final WarmUpLinear schedule;

    /**
     * @param maskId id of the mask token in the model's vocabulary
     */
    public Pretraining(MaskedLanguageModel model, PretrainingCorpus corpus, int maskId, PretrainingSettings settings) {
        this.model = model;
        this.corpus = corpus;
        this.settings = settings;
        masking = new Masking(maskId, model.config().vocabulary());
        schedule = new WarmUpLinear(settings.learningRate(), settings.warmUp(), settings.steps());
    }

    /**
     * Trains from the model's current weights, or resumes from a state of a training with the same settings and corpus.
     *
     * @return total number of steps done, which is less than that of the settings if the listener stopped the training
     */
    public int run(PretrainingListener listener, @Nullable TrainingState from) {
        MaskedLmHeads.require(model, "pre-training");
        LastLoss loss = new LastLoss();
        try (InPlaceTrainer trainer = InPlaceTrainer.open(model, new MaskedTokenLoss(), this::optimizer, loss)) {
            int done = from == null ? 0 : restore(trainer, from);
            MaskedBatches batches = new MaskedBatches(model, corpus, masking, settings, done);
            for (Batch batch : batches.getData(trainer.getManager())) {
                try (batch) {
                    int step = Math.toIntExact(batch.getProgress()) + 1;
                    TensorEngine.setRandomSeed(Seeds.engine(settings.seed(), "dropout", step));
                    EasyTrain.trainBatch(trainer, batch);
                    trainer.step();
                    listener.step(step, loss.value(), schedule.rate(step - 1));
                    done = step;
                    if (!report(listener, trainer, step)) {
                        break;
                    }
                }
            }
            return done;
        }
    }

    private boolean report(PretrainingListener listener, InPlaceTrainer trainer, int step) {
        boolean stop = listener.stopAfter(step) || step == settings.steps();
        if (stop || listener.wantsState(step)) {
            listener.state(new TrainingState(0, step, settings.seed(), model.tensors(), trainer.moments()));
        }
        return !stop;
    }

    private AdamW optimizer(NDManager manager) {
        return AdamW.builder(manager, schedule)
                .optWeightDecays((float) settings.weightDecay())
                .build();
    }

    private int restore(InPlaceTrainer trainer, TrainingState from) {
        if (from.seed() != settings.seed()) {
            throw new ConflictException("pre-training state of seed %s does not go on with seed %s"
                    .formatted(from.seed(), settings.seed()));
        }
        model.replaceParameters(from.weights());
        trainer.restore(from.moments(), from.step());
        return from.step();
    }
}
