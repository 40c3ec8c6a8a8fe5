package dev.mixlab.run.card;

import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelEntry.Size;
import dev.mixlab.run.catalogue.ModelOrigin;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The card of a model that is built in, imported, or has a fitted head.
 *
 * @param model the model
 * @param licence its licence by the name that hubs have for it, or null where it is not known
 * @param fitting how its head was fitted, or null for another model
 */
record ModelCard(
        ModelEntry model,
        @Nullable String licence,
        @Nullable HeadFittingNote fitting) {

    String text() {
        return frontMatter() + table() + use() + remarks();
    }

    private String frontMatter() {
        String base = fitting == null
                ? ""
                : """
                base_model: %s
                base_model_relation: finetune
                """.formatted(CardText.quoted(fitting.base().id()));
        return """
                ---
                %slibrary_name: transformers
                pipeline_tag: %s
                %stags:
                  - mixlab
                ---
                """.formatted(CardText.licenceLine(licence), task(), base);
    }

    private String task() {
        return model.about().maskedLm() ? "fill-mask" : "feature-extraction";
    }

    private String table() {
        Size size = model.size();
        return """

                # %s

                A model as mixlab has it: configuration, tokenizer and weights.

                | | |
                |---|---|
                | origin | %s |
                | family | %s |
                | size | %s layers of %s with %s attention heads, vocabulary of %s, %s parameters, %s bytes |
                %s| licence | %s |
                | SHA-256 of configuration, tokenizer and weights | `%s` |
                """.formatted(
                        CardText.plain(model.name()),
                        origin(),
                        model.family(),
                        number(size.layers()),
                        number(size.hidden()),
                        number(size.heads()),
                        number(size.vocabulary()),
                        number(size.parameters()),
                        number(model.about().bytes()),
                        head(),
                        licence == null ? "not known to mixlab" : CardText.plain(licence),
                        model.sha256());
    }

    private String origin() {
        ModelOrigin origin = model.about().origin();
        String source = CardText.plain(origin.source());
        return switch (origin.kind()) {
            case BUILT_IN -> "built into mixlab as `%s`".formatted(origin.source());
            case HUB ->
                "the hub's `%s`%s"
                        .formatted(
                                origin.source(),
                                origin.revision() == null ? "" : ", revision `%s`".formatted(origin.revision()));
            case FOLDER -> "the folder %s".formatted(source.replaceFirst(".*[/\\\\](?=.)", ""));
            case UPLOAD -> "an upload (%s)".formatted(source);
            case RUN, FITTED -> "the run `%s` of mixlab".formatted(origin.source());
        };
    }

    private String head() {
        if (fitting != null) {
            return fitting.rows();
        }
        return "| masked-LM head | %s |\n".formatted(model.about().maskedLm() ? "its own" : "none");
    }

    private String use() {
        return """

                ## Use

                    from transformers import pipeline
                    model = pipeline("%s", model="%s")
                """.formatted(task(), model.id());
    }

    private String remarks() {
        if (model.about().remarks().isEmpty()) {
            return "";
        }
        return model.about().remarks().stream()
                .map(remark -> "* %s\n".formatted(CardText.plain(remark)))
                .collect(Collectors.joining("", "\n## Remarks\n\n", ""));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
