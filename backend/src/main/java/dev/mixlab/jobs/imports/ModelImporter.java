package dev.mixlab.jobs.imports;

import dev.mixlab.common.MixlabException;
import dev.mixlab.run.account.Owners;
import dev.mixlab.run.catalogue.ImportedModel;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.imports.ModelImport.Step;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.files.ModelReadme;
import dev.mixlab.weights.files.ModelZip;
import dev.mixlab.weights.hub.HubDownload;
import dev.mixlab.weights.hub.HubModel;
import dev.mixlab.weights.hub.ModelId;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Brings a model into the database: fetches its files, checks that a run can use them, and stores them. */
final class ModelImporter {

    private final ImportSettings settings;
    private final ImportedModels models;
    private final WorkFolders folders;

    ModelImporter(ImportSettings settings, ImportedModels models, WorkFolders folders) {
        this.settings = settings;
        this.models = models;
        this.folders = folders;
    }

    /** Imports a model from the hub and returns its id. */
    String fromHub(ImportTask task, ModelId model) {
        Path folder = folders.create();
        try {
            task.begin(Step.DOWNLOADING, null);
            HubModel downloaded = new HubDownload(settings.hub()).into(folder, folders.parts(), model, task);
            if (downloaded.commit() != null) {
                task.revision(downloaded.commit());
            }
            return store(task, folder, task.origin().source(), downloaded.licence());
        } finally {
            WorkFolders.delete(folder);
        }
    }

    /** Imports the files or the zip of an upload and returns the id of the model. */
    String fromUpload(ImportTask task, Path folder) {
        try {
            Path zip = folder.resolve(ModelImports.ZIP);
            if (!Files.exists(zip)) {
                return store(task, folder, task.origin().source(), null);
            }
            Path unpacked = folders.create();
            try {
                task.begin(Step.UNPACKING, null);
                new ModelZip(zip, task.origin().source(), settings.uploadLimit()).into(unpacked, task::done);
                return store(task, unpacked, task.origin().source(), null);
            } finally {
                WorkFolders.delete(unpacked);
            }
        } finally {
            WorkFolders.delete(folder);
        }
    }

    /**
     * Imports a folder and returns the id of the model.
     *
     * @param shown what messages call the folder
     */
    String fromFolder(ImportTask task, Path folder, String shown) {
        return store(task, folder, shown, null);
    }

    /** Models are checked in memory, so that one at a time is. */
    private synchronized String store(ImportTask task, Path path, String shown, @Nullable String licence) {
        try {
            task.begin(Step.CHECKING, null);
            ModelFolder folder = ModelFolder.open(path);
            ModelCheck.Findings findings = ModelCheck.requireUsable(folder);
            long bytes =
                    folder.tensors().stream().mapToLong(TensorInfo::byteCount).sum();
            task.begin(Step.STORING, bytes);
            ImportedModels.New model = new ImportedModels.New(
                    task.name(),
                    folder,
                    findings.maskedLm(),
                    licence == null ? ModelReadme.licence(path).orElse(null) : licence,
                    task.origin(),
                    findings.remarks(),
                    new ImportedModels.Maker(Owners.Kind.IMPORT, task.id().value()));
            ImportedModel stored = models.save(model, task::done);
            return stored.id();
        } catch (MixlabException refused) {
            throw RefusedModel.naming(refused, path, shown);
        }
    }
}
