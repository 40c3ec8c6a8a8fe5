package dev.mixlab.app.command.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mixlab.text.TokenizerTraits;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code model check} about a folder that it accepts.
 *
 * @param folder the folder
 * @param family the family of encoders
 * @param layers number of layers
 * @param hiddenSize hidden size
 * @param heads attention heads per layer
 * @param embeddingSize size of the word embeddings
 * @param intermediateSize inner size of the feed-forward blocks
 * @param vocabulary number of tokens
 * @param longestInput the most tokens of an input, special ones included
 * @param maskedLmHead whether there is a masked-LM head; without one the model can be mapped, and predicts no words
 * @param tiedOutput whether the output matrix is the table of word embeddings; absent without a masked-LM head
 * @param parameters numbers in all parameters of the model, tied ones counted once
 * @param dataType the floating-point type of the stored weights; several are listed with commas
 * @param sha256 SHA-256 of the weight file's bytes; of several files, of their bytes one after the other by name
 * @param modelSha256 the identity of configuration, tokenizer and weights together, as runs record it
 * @param tokenizer whether there is a tokenizer; one that does not fit the model is refused
 * @param tokens ids of its special tokens and what it does to case and accents; absent without a tokenizer
 * @param notes what somebody who uses the folder should know although it is accepted
 * @param files the files that were read
 * @param unknownTensors names that neither this model nor another head of its family has, which are not read
 */
record ModelReport(
        String folder,
        String family,
        int layers,
        int hiddenSize,
        int heads,
        int embeddingSize,
        int intermediateSize,
        int vocabulary,
        int longestInput,
        boolean maskedLmHead,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean tiedOutput,
        long parameters,
        String dataType,
        String sha256,
        String modelSha256,
        boolean tokenizer,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TokenizerTraits tokens,
        List<String> notes,
        List<FileReport> files,
        Set<String> unknownTensors) {

    /** A file of the folder. */
    record FileReport(String name, long bytes, String sha256) {}
}
