package dev.mixlab.run.fitting;

/**
 * The provenance of a fitted head.
 *
 * @param model id of the model with its head
 * @param sha256 SHA-256 of that model
 * @param textSha256 SHA-256 of the stored text, or of the sentences of the train half, one on each line
 * @param train number of sentences to train on
 * @param heldOut number of sentences held out
 * @param leftOut number of sentences that are too short, too long or without a known token
 * @param inTest number of sentences that were left out because the test half has them
 * @param heldOutLoss mean loss of the masked tokens of the held-out sentences, in nats
 * @param heldOutAccuracy share of these tokens that the model predicts
 */
public record FittedHead(
        String model,
        String sha256,
        String textSha256,
        int train,
        int heldOut,
        int leftOut,
        int inTest,
        double heldOutLoss,
        double heldOutAccuracy) {}
