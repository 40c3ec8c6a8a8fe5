package dev.mixlab.run.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelEntry.About;
import dev.mixlab.run.catalogue.ModelEntry.Size;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.weights.files.ModelReadme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

    private static final ModelOrigin HUB = new ModelOrigin(Kind.HUB, "some/encoder", "0123abc");

    private static String card(boolean maskedLm, @Nullable String licence, ModelOrigin origin, List<String> remarks) {
        About about = new About(maskedLm, 438_000_000, licence, origin, "my secret note", remarks, Instant.EPOCH);
        ModelEntry model = new ModelEntry(
                "encoder-0123abcd",
                "Encoder <x>",
                "bert",
                new Size(12, 768, 12, 30_522, 109_514_298),
                "ab".repeat(32),
                null,
                new SuggestedSettings(FineTuningSettings.paper(), ScoringMethods.standardIds()),
                about);
        return new ModelCard(model, licence, null).text();
    }

    @Test
    void aModelOfTheHubHasItsIdRevisionLicenceSizesAndHash() {
        String card = card(true, "mit", HUB, List.of());
        assertThat(card).isEqualTo("""
                ---
                license: mit
                library_name: transformers
                pipeline_tag: fill-mask
                tags:
                  - mixlab
                ---

                # Encoder \\<x\\>

                A model as mixlab has it: configuration, tokenizer and weights.

                | | |
                |---|---|
                | origin | the hub's `some/encoder`, revision `0123abc` |
                | family | bert |
                | size | 12 layers of 768 with 12 attention heads, vocabulary of 30,522, 109,514,298 parameters, 438,000,000 bytes |
                | masked-LM head | its own |
                | licence | mit |
                | SHA-256 of configuration, tokenizer and weights | `%s` |

                ## Use

                    from transformers import pipeline
                    model = pipeline("fill-mask", model="encoder-0123abcd")
                """.formatted("ab".repeat(32)));
    }

    @Test
    void aModelWithoutAHeadSaysSoAndRemarksFollow() {
        String card = card(false, null, HUB, List.of("no *pooler*", "two"));
        assertThat(card)
                .startsWith("---\nlibrary_name: transformers\npipeline_tag: feature-extraction\n")
                .contains("| masked-LM head | none |", "| licence | not known to mixlab |")
                .endsWith("\n## Remarks\n\n* no \\*pooler\\*\n* two\n");
    }

    @Test
    void aLicenceIsReadBackAsItWasWhateverCharactersItHas(@TempDir Path folder) throws IOException {
        for (String licence : List.of("cc-by-nc-4.0", "My: own \"licence\" #1", "no", "[x]")) {
            Files.writeString(folder.resolve("README.md"), card(true, licence, HUB, List.of()));
            assertThat(ModelReadme.licence(folder)).contains(licence);
        }
        assertThat(card(true, "no", HUB, List.of())).contains("license: \"no\"\n");
    }

    @Test
    void aFolderIsNamedWithoutThePathToItAndAnUploadByItsFile() {
        assertThat(card(true, null, ModelOrigin.of(Kind.FOLDER, "/home/somebody/models/mine"), List.of()))
                .contains("| origin | the folder mine |")
                .doesNotContain("somebody");
        assertThat(card(true, null, ModelOrigin.of(Kind.UPLOAD, "a|b.zip"), List.of()))
                .contains("| origin | an upload (a\\|b.zip) |");
    }

    @Test
    void notesStayInTheHouse() {
        assertThat(card(true, null, HUB, List.of())).doesNotContain("secret");
    }
}
