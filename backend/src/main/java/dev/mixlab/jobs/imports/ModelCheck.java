package dev.mixlab.jobs.imports;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.CheckpointNotes;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.SpecialTokenTexts;
import dev.mixlab.text.TokenIds;
import dev.mixlab.text.TokenizerTraits;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.tokenizer.TokenizerFile;
import java.util.ArrayList;
import java.util.List;

/** Checks that a model can be used by a run. */
public final class ModelCheck {

    private ModelCheck() {}

    /**
     * What is found in a model that can be used.
     *
     * @param maskedLm whether it has a head for masked language modelling
     * @param remarks sentences that somebody who uses it should know
     */
    record Findings(boolean maskedLm, List<String> remarks) {}

    /**
     * Loads the weights and the tokenizer of a folder as a run does.
     *
     * @throws dev.mixlab.common.MixlabException naming file, tensor or key, and the rule it breaks
     */
    static Findings requireUsable(ModelFolder folder) {
        try (MaskedLanguageModel model = MaskedLanguageModel.load(folder, Precision.FLOAT32)) {
            folder.tokenizer();
            requireFittingTokenizer(folder, model.config());
            return new Findings(model.hasMaskedLmHead(), remarks(folder, model));
        }
    }

    /**
     * Checks that the tokenizer, if there is one, has no ids beyond the vocabulary.
     *
     * @throws WeightFileException if it has, or cannot be read
     */
    public static void requireFittingTokenizer(ModelFolder folder, EncoderConfig config) {
        if (!folder.hasTokenizer()) {
            return;
        }
        TokenizerFile file = folder.tokenizerFile();
        try (ExampleEncoder tokenizer = ExampleEncoder.of(file.content(), config.maxTokens())) {
            int largest = Math.max(TokenIds.largest(file.content()), tokenizer.maskId());
            if (largest >= config.vocabulary()) {
                throw new InvalidInputException(
                        "%s: token id %s is outside the vocabulary of %s (vocab_size in config.json)"
                                .formatted(file.name(), largest, config.vocabulary()));
            }
        } catch (InvalidInputException refused) {
            throw new WeightFileException(folder.origin() + ": " + refused.getMessage(), refused);
        }
    }

    /** Returns what somebody who uses the folder should know although it is accepted. */
    public static List<String> remarks(ModelFolder folder, MaskedLanguageModel model) {
        EncoderConfig config = model.config();
        List<String> remarks = new ArrayList<>(folder.notes());
        remarks.addAll(CheckpointNotes.of(model, folder));
        if (folder.hasTokenizer()) {
            TokenizerFile file = folder.tokenizerFile();
            remarks.addAll(SpecialTokenTexts.guesses(file.content()));
            int pad = TokenizerTraits.of(file.content()).pad();
            if (pad != config.padTokenId()) {
                remarks.add("the padding token is %s in %s, but pad_token_id is %s in config.json"
                        .formatted(pad, file.name(), config.padTokenId()));
            }
        }
        return remarks;
    }
}
