package dev.mixlab.web.catalogue;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.Runs;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.web.http.Json;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the model card of a checkpoint: what it was made of, how, with what accuracy, and under which licence, as
 * Markdown with the front matter that model hubs read.
 */
final class ModelCard {

    private static final String OWN_LICENCE = "apache-2.0";

    private final Runs runs;
    private final Models models;
    private final Checkpoints checkpoints;

    ModelCard(Runs runs, Models models, Checkpoints checkpoints) {
        this.runs = runs;
        this.models = models;
        this.checkpoints = checkpoints;
    }

    /** Returns the card; the same checkpoint has the same card. */
    String of(Checkpoint checkpoint) {
        Run run = runs.get(checkpoint.run());
        String licence = licence(checkpoint.modelId());
        return frontMatter(checkpoint, run, licence) + body(checkpoint, run, licence);
    }

    /** The licence of a built-in model is that of the program; null where the catalogue knows none. */
    private @Nullable String licence(String modelId) {
        try {
            ModelEntry model = models.get(modelId);
            if (model.checkpoint() != null) {
                return licence(checkpoints.get(model.checkpoint()).modelId());
            }
            return model.builtIn() ? OWN_LICENCE : model.about().licence();
        } catch (NotFoundException gone) {
            return null;
        }
    }

    private static String frontMatter(Checkpoint checkpoint, Run run, @Nullable String licence) {
        PipelineSpec spec = run.spec();
        return """
                ---
                license: %s
                base_model: %s
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
                        licence == null ? "unknown" : licence,
                        quoted(checkpoint.modelId()),
                        quoted(spec.dataId()),
                        quoted(checkpoint.name()),
                        quoted(spec.dataId()),
                        quoted(spec.dataId()),
                        checkpoint.accuracy());
    }

    private static String body(Checkpoint checkpoint, Run run, @Nullable String licence) {
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
                        checkpoint.name(),
                        checkpoint.modelId(),
                        checkpoint.modelId(),
                        run.spec().dataId(),
                        halves(run),
                        before == null ? "not measured" : share(before),
                        share(checkpoint.accuracy()),
                        settings(run.spec().fineTuning()),
                        checkpoint.sha256(),
                        licence == null ? "that of the base model, which mixlab does not know" : licence,
                        checkpoint.id(),
                        provenance == null
                                ? ""
                                : Objects.requireNonNullElse(
                                        provenance.environment().versions().get("mixlab"), ""),
                        run.id());
    }

    private static String halves(Run run) {
        Provenance provenance = run.provenance();
        return provenance == null
                ? "both halves"
                : "%s train and %s test sentences"
                        .formatted(
                                provenance.counts().train(), provenance.counts().test());
    }

    private static String settings(FineTuningSettings settings) {
        return "AdamW, learning rate %s, warm-up %s, %s epochs, batches of %s, seed %s"
                .formatted(
                        settings.learningRate(),
                        settings.warmUp(),
                        settings.epochs(),
                        settings.batchSize(),
                        settings.seed());
    }

    private static String share(double accuracy) {
        return String.format(Locale.ROOT, "%.4f", accuracy);
    }

    /** A JSON string, which YAML reads as it is. */
    private static String quoted(String text) {
        return Json.write(text).toString();
    }
}
