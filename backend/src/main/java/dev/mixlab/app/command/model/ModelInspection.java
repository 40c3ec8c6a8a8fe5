package dev.mixlab.app.command.model;

import dev.mixlab.app.command.model.ModelReport.FileReport;
import dev.mixlab.encoder.CheckpointNotes;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.imports.ModelCheck;
import dev.mixlab.text.TokenizerTraits;
import dev.mixlab.weights.FileHash;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Loads a model folder in the same way as a run, and describes it; a folder that breaks a rule is rejected. */
final class ModelInspection {

    private final ModelFolder folder;

    ModelInspection(Path path) {
        folder = ModelFolder.open(path);
    }

    /** Reads every file of the folder once for the model and once for the hashes. */
    ModelReport report() {
        try (MaskedLanguageModel model = MaskedLanguageModel.load(folder, Precision.FLOAT32)) {
            ModelCheck.requireFittingTokenizer(folder, model.config());
            return describe(model);
        }
    }

    private ModelReport describe(MaskedLanguageModel model) {
        EncoderConfig config = model.config();
        return new ModelReport(
                folder.origin(),
                config.family().id(),
                config.layers(),
                config.hidden(),
                config.heads(),
                config.embeddings().size(),
                config.intermediate(),
                config.vocabulary(),
                config.maxTokens(),
                model.hasMaskedLmHead(),
                model.hasMaskedLmHead() ? config.head().tied() : null,
                model.parameterCount(),
                dataTypes(),
                FileHash.sha256(folder.weightFiles()),
                folder.sha256(),
                folder.hasTokenizer(),
                folder.hasTokenizer() ? TokenizerTraits.of(folder.tokenizer()) : null,
                ModelCheck.remarks(folder, model),
                folder.files().stream().map(ModelInspection::describe).toList(),
                CheckpointNotes.unknown(model, folder));
    }

    private static FileReport describe(Path file) {
        return new FileReport(
                String.valueOf(file.getFileName()), file.toFile().length(), FileHash.sha256(List.of(file)));
    }

    private String dataTypes() {
        return folder.tensors().stream()
                .map(TensorInfo::type)
                .filter(DataType::floating)
                .distinct()
                .sorted()
                .map(DataType::name)
                .collect(Collectors.joining(", "));
    }
}
