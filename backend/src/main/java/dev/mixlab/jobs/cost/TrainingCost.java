package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.training.FineTuningSettings;

/**
 * The time of fine-tuning: every step pads its batch to the longest sentence, takes a forward and a backward pass of it, and updates all
 * parameters; every epoch ends with a forward pass of the test examples, and with a training state on the disk.
 *
 * @param config the encoder
 * @param parameters number of its parameters
 * @param settings settings of fine-tuning
 */
record TrainingCost(EncoderConfig config, long parameters, FineTuningSettings settings) {

    private static final double BOTH_WAYS = 3;

    /** Seconds to load the model, and to store the checkpoint. */
    private static final double START = 0.5;

    /** Seconds per layer and step: some dozens of calls of the engine, there and back. */
    private static final double CALLS = 3e-3;

    /** Seconds per parameter and step of AdamW, which passes over weights, gradients and moments several times. */
    private static final double UPDATE = 8e-9;

    /** Seconds to write a byte of a training state and its checksum. */
    private static final double BYTE = 5e-9;

    /** Returns the time on the reference machine. */
    ReferenceTime time(Lengths train, Lengths test) {
        int steps = settings.totalSteps(train.count());
        int batch = Math.min(settings.batchSize(), train.count());
        double padded = train.longestOf(batch);
        double passes = BOTH_WAYS * train.count() * ScoringCost.forward(config, padded)
                + test.stream()
                        .mapToDouble(tokens -> ScoringCost.forward(config, tokens))
                        .sum();
        double states = settings.epochs() * BYTE * DiskNeed.trainingState(parameters);
        return new ReferenceTime(
                settings.epochs() * passes, START + steps * (CALLS * config.layers() + UPDATE * parameters) + states);
    }
}
