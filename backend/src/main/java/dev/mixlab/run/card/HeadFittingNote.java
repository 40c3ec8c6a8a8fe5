package dev.mixlab.run.card;

import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.fitting.FittedHead;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import java.util.Objects;

/**
 * What a model card says of a masked-LM head that a run has fitted.
 *
 * @param run the run
 * @param base the model without a head
 */
record HeadFittingNote(Run run, Base base) {

    /** Returns the rows of the card's table. */
    String rows() {
        HeadFittingSpec spec = Objects.requireNonNull(run.spec().headFitting());
        Provenance provenance = Objects.requireNonNull(run.provenance());
        FittedHead head = Objects.requireNonNull(provenance.fittedHead());
        String sentences = spec.source() == Source.TEXT
                ? "a text"
                : "the train half of the data set `%s`".formatted(run.spec().dataId());
        return """
                | encoder | `%s`, unchanged (SHA-256 `%s`) |
                | masked-LM head | fitted by mixlab, run `%s` |
                | fitted on | %s sentences of %s (SHA-256 `%s`); %s held out |
                | settings | %s steps of about %s tokens, learning rate %s, seed %s |
                | held-out accuracy | %s of the masked tokens |
                | held-out loss | %s nats for each masked token |
                """.formatted(
                        base.id(),
                        provenance.hashes().model(),
                        run.id(),
                        head.train(),
                        sentences,
                        head.textSha256(),
                        head.heldOut(),
                        spec.steps(),
                        spec.tokensPerBatch(),
                        spec.learningRate(),
                        spec.seed(),
                        CardText.share(head.heldOutAccuracy()),
                        CardText.share(head.heldOutLoss()));
    }
}
