package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDManager;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.engine.TrainingTurn;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.training.AdamW;
import dev.mixlab.training.InPlaceTrainer;
import dev.mixlab.training.TrainingState;
import dev.mixlab.training.WarmUpLinear;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The fitting of a masked-LM head to an encoder by masked language modelling (Devlin et al. 2019). The encoder is frozen, and so are
 * the word embeddings, to which the decoder is tied: only the head's affine map, layer norm and output bias change. The same model,
 * text and settings give the same head.
 */
public final class HeadFitting {

    private final MaskedLanguageModel model;
    private final Masking masking;
    private final HeadFittingSettings settings;
    private final WarmUpLinear schedule;

    /**
     * Creates the fitting of a model's head, which {@link MaskedLmHeads#addTo} has made, without dropout.
     *
     * @param maskId id of the mask token in the model's vocabulary
     * @throws InvalidInputException when the model has no head, or dropout in training
     */
    public HeadFitting(MaskedLanguageModel model, int maskId, HeadFittingSettings settings) {
        MaskedLmHeads.require(model, "fitting a head");
        if (model.config().dropout().hidden() != 0 || model.config().dropout().attention() != 0) {
            throw new InvalidInputException("fitting a head: the encoder is frozen, so that its dropout must be 0");
        }
        this.model = model;
        this.settings = settings;
        masking = new Masking(maskId, model.config().vocabulary());
        PretrainingSettings training = settings.training();
        schedule = new WarmUpLinear(training.learningRate(), training.warmUp(), training.steps());
    }

    /**
     * Trains the head in place.
     *
     * @return the curve, from the head as it was to the fitted one
     * @throws CancelledException at the next batch after {@code cancelled} turns true
     */
    public List<HeadFittingPoint> run(HeadFittingText text, HeadFittingListener listener, BooleanSupplier cancelled) {
        return run(text, listener, cancelled, null);
    }

    /**
     * Trains the head in place, from the head as it is or from a state of a fitting with the same model, text and settings.
     *
     * @param from the state, whose weights are those of the head alone; null to begin
     * @return the points of the curve from here on
     * @throws ConflictException if the state is of another seed, or of a step without a point
     */
    List<HeadFittingPoint> run(
            HeadFittingText text,
            HeadFittingListener listener,
            BooleanSupplier cancelled,
            @Nullable TrainingState from) {
        Runnable going = () -> requireGoing(cancelled);
        HeldOutPredictions heldOut = new HeldOutPredictions(model, text.heldOut(), masking, settings.training());
        Curve curve = new Curve(listener, heldOut, going);
        LastLoss loss = new LastLoss();
        HeadNames head = model.config().family().weights().head();
        try (InPlaceTrainer trainer =
                InPlaceTrainer.openFor(head::owns, model, new MaskedTokenLoss(), this::optimizer, loss)) {
            int done = from == null ? 0 : restore(trainer, from);
            if (from == null) {
                curve.add(0, trainer);
            }
            MaskedBatches batches = new MaskedBatches(model, text.train(), masking, settings.training(), done);
            for (Batch batch : batches.getData(trainer.getManager())) {
                try (batch) {
                    going.run();
                    int step = Math.toIntExact(batch.getProgress()) + 1;
                    TrainingTurn.take(() -> EasyTrain.trainBatch(trainer, batch));
                    requireFinite(step, loss.value());
                    trainer.step();
                    curve.step(step, loss.value(), trainer);
                }
            }
        }
        return List.copyOf(curve.points);
    }

    private int restore(InPlaceTrainer trainer, TrainingState from) {
        if (from.seed() != settings.training().seed() || !settings.hasPointAfter(from.step())) {
            throw new ConflictException(
                    "a state of seed %s after %s steps does not go on with seed %s and points every %s"
                            .formatted(
                                    from.seed(),
                                    from.step(),
                                    settings.training().seed(),
                                    settings.pointEvery()));
        }
        model.replaceHead(from.weights());
        trainer.restore(from.moments(), from.step());
        return from.step();
    }

    private AdamW optimizer(NDManager manager) {
        return AdamW.builder(manager, schedule)
                .optWeightDecays((float) settings.training().weightDecay())
                .build();
    }

    private static void requireGoing(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException("fitting a head was cancelled");
        }
    }

    private void requireFinite(int step, double loss) {
        if (!Double.isFinite(loss)) {
            throw new InvalidInputException(
                    "fitting a head diverged: the loss of step %s is %s; learning rate %s is too high"
                            .formatted(step, loss, settings.training().learningRate()));
        }
    }

    /** The points so far, and the losses since the last of them. */
    private final class Curve {

        private final HeadFittingListener listener;
        private final HeldOutPredictions heldOut;
        private final Runnable going;
        private final List<HeadFittingPoint> points = new ArrayList<>();
        private double sum;
        private int summed;

        Curve(HeadFittingListener listener, HeldOutPredictions heldOut, Runnable going) {
            this.listener = listener;
            this.heldOut = heldOut;
            this.going = going;
        }

        void step(int step, double loss, InPlaceTrainer trainer) {
            sum += loss;
            summed++;
            listener.step(step, settings.training().steps(), loss);
            if (settings.hasPointAfter(step)) {
                add(step, trainer);
            }
        }

        void add(int step, InPlaceTrainer trainer) {
            HeadFittingPoint point = heldOut.point(step, summed == 0 ? Double.NaN : sum / summed, going);
            points.add(point);
            sum = 0;
            summed = 0;
            listener.point(point);
            if (step > 0 && listener.wantsStates()) {
                listener.state(new TrainingState(
                        step,
                        step,
                        settings.training().seed(),
                        TensorSource.of(model.exportHead()),
                        trainer.moments().inMemory()));
            }
        }
    }
}
