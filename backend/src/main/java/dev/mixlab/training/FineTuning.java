package dev.mixlab.training;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tuning of a masked language model on number agreement (Mohebbi et al. 2023): the target is masked, and the loss is the
 * cross-entropy over the logits of the good and the bad word there. The weights of the model are updated in place. The same model,
 * settings and examples give the same figures, whether training runs without interruption or is resumed after any epoch.
 */
public final class FineTuning {

    private final MaskedLanguageModel model;
    private final FineTuningSettings settings;

    public FineTuning(MaskedLanguageModel model, FineTuningSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /**
     * Trains on the train examples and measures the accuracy on the test examples after each epoch.
     *
     * @throws dev.mixlab.common.CancelledException at the next batch after {@code cancelled} turns true
     */
    public FineTuningResult run(
            List<EncodedExample> train,
            List<EncodedExample> test,
            FineTuningListener listener,
            BooleanSupplier cancelled) {
        return train(train, test, listener, cancelled, null);
    }

    /** Resumes from the state after an epoch of a fine-tuning with the same settings and examples. */
    public FineTuningResult resume(
            TrainingState state,
            List<EncodedExample> train,
            List<EncodedExample> test,
            FineTuningListener listener,
            BooleanSupplier cancelled) {
        int steps = state.epoch() * settings.stepsPerEpoch(train.size());
        if (state.seed() != settings.seed() || state.step() != steps) {
            throw new ConflictException("training state of seed %s after %s steps does not go on with seed %s after %s"
                    .formatted(state.seed(), state.step(), settings.seed(), steps));
        }
        return train(train, test, listener, cancelled, state);
    }

    private FineTuningResult train(
            List<EncodedExample> train,
            List<EncodedExample> test,
            FineTuningListener listener,
            BooleanSupplier cancelled,
            @Nullable TrainingState from) {
        MaskedLmHeads.require(model, "fine-tuning on number agreement");
        if (train.isEmpty()) {
            throw new InvalidInputException("fine-tuning needs at least one train example");
        }
        List<EpochMetrics> epochs = new ArrayList<>();
        try (FineTuningSession session = new FineTuningSession(model, settings, train, test)) {
            if (from != null) {
                session.restore(from);
                listener.restored();
            }
            for (int epoch = session.epochsDone() + 1; epoch <= settings.epochs(); epoch++) {
                EpochMetrics metrics = session.epoch(epoch, listener, cancelled);
                epochs.add(metrics);
                listener.epoch(metrics);
                if (listener.wantsCheckpoints()) {
                    listener.checkpoint(session.state());
                }
            }
        }
        return new FineTuningResult(epochs, settings.totalSteps(train.size()), train.size());
    }
}
