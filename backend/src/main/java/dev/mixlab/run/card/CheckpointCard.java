package dev.mixlab.run.card;

import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.Objects;

/**
 * The card of a checkpoint: what it was made of, how, with what accuracy, and under which licence.
 *
 * @param checkpoint the checkpoint
 * @param run the run that made it
 * @param base the model that was fine-tuned
 */
record CheckpointCard(Checkpoint checkpoint, Run run, Base base) {

    String text() {
        return frontMatter() + body();
    }

    private String frontMatter() {
        PipelineSpec spec = run.spec();
        return """
                ---
                %sbase_model: %s
                base_model_relation: finetune
                library_name: transformers
                pipeline_tag: fill-mask
                datasets:
                  - %s
                tags:
                  - mixlab
                  - number-agreement
                model-index:
                  - name: %s
                    results:
                      - task:
                          type: fill-mask
                          name: Number agreement
                        dataset:
                          type: %s
                          name: %s
                          split: test
                        metrics:
                          - type: accuracy
                            value: %s
                ---
                """.formatted(
                        CardText.licenceLine(base.licence()),
                        CardText.quoted(base.id()),
                        CardText.quoted(spec.dataId()),
                        CardText.quoted(checkpoint.name()),
                        CardText.quoted(spec.dataId()),
                        CardText.quoted(spec.dataId()),
                        checkpoint.accuracy());
    }

    private String body() {
        String licence = base.licence();
        Double before = run.results().accuracyBefore();
        Provenance provenance = run.provenance();
        return """

                # %s

                %s, fine-tuned by mixlab on number agreement: at the masked word, the right form is to have a higher logit than the
                wrong one.

                | | |
                |---|---|
                | base model | `%s` |
                | data | `%s`, %s |
                | accuracy on the test half, before | %s |
                | accuracy on the test half, after | %s |
                | settings | %s |
                | SHA-256 of configuration, tokenizer and weights | `%s` |
                | licence | %s |

                ## Use

                    from transformers import pipeline
                    fill = pipeline("fill-mask", model="%s")

                It has learned to choose between two forms of a word in the sentences of this data set; its other predictions may have become
                worse.

                ## Made with

                mixlab %s, run `%s`. The run's archive has its settings, its scores, and a CITATION.cff.
                """.formatted(
                CardText.plain(checkpoint.name()),
                base.id(),
                base.id(),
                run.spec().dataId(),
                halves(),
                before == null ? "not measured" : CardText.share(before),
                CardText.share(checkpoint.accuracy()),
                settings(run.spec().fineTuning()),
                checkpoint.sha256(),
                licence == null ? "that of the base model, which mixlab does not know" : CardText.plain(licence),
                checkpoint.id(),
                provenance == null
                        ? ""
                        : Objects.requireNonNullElse(
                                provenance.environment().versions().get("mixlab"), ""),
                run.id());
    }

    private String halves() {
        Provenance provenance = run.provenance();
        return provenance == null
                ? "both halves"
                : "%s train and %s test sentences"
                        .formatted(
                                provenance.counts().train(), provenance.counts().test());
    }

    private static String settings(FineTuningSettings settings) {
        return "AdamW, learning rate %s, warm-up %s, %s epochs, batches of %s, seed %s%s"
                .formatted(
                        settings.learningRate(),
                        settings.warmUp(),
                        settings.epochs(),
                        settings.batchSize(),
                        settings.seed(),
                        settings.maskedShare() == 0
                                ? ""
                                : ", words masked at random in a share of %s of the train sentences"
                                        .formatted(settings.maskedShare()));
    }
}
