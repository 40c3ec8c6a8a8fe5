package dev.mixlab.run.imports;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.ImportId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The port through which models are imported. An import goes on by itself, after a restart of the program as well; its state is
 * read until it is final.
 */
public interface ModelImports {

    /** Name of the file in an upload's folder that is a zip of the model. */
    String ZIP = "upload.zip";

    /**
     * Begins to import a model from the hub.
     *
     * @param id id of the model on the hub
     * @param revision branch, tag or commit
     * @param name name of the model, or null for the id
     * @param owner the account that asks, which owns the model too; null where nobody is signed in
     * @throws dev.mixlab.common.InvalidInputException if the id or the revision cannot be one
     */
    ModelImport fromHub(String id, String revision, @Nullable String name, @Nullable AccountId owner);

    /**
     * Begins to import a model from the local cache of the hub, without the network.
     *
     * @param id id of the model on the hub
     * @param revision branch, tag or commit
     * @param name name of the model, or null for the id
     * @param owner the account that asks, which owns the model too; null where nobody is signed in
     * @throws dev.mixlab.common.NotFoundException if it is not in the cache
     */
    ModelImport fromCache(String id, String revision, @Nullable String name, @Nullable AccountId owner);

    /**
     * Begins to import a folder below one of the roots.
     *
     * @param folder path of the folder
     * @param name name of the model, or null for the name of the folder
     * @param owner the account that asks, which owns the model too; null where nobody is signed in
     * @throws dev.mixlab.common.InvalidInputException if the folder is not below a root
     */
    ModelImport fromFolder(String folder, @Nullable String name, @Nullable AccountId owner);

    /**
     * Begins to import a folder that whoever runs the program names, wherever it lies.
     *
     * @param folder path of the folder
     * @param name name of the model, or null for the name of the folder
     */
    ModelImport fromOwnFolder(Path folder, @Nullable String name);

    /** Makes an empty folder for the files of an upload, which {@link #fromUpload} or {@link #discard} deletes. */
    Path uploadFolder();

    /**
     * Begins to import what was uploaded.
     *
     * @param folder a folder of {@link #uploadFolder} that holds a zip or the files of a model
     * @param source name of the upload
     * @param name name of the model, or null for that of the upload
     * @param owner the account that asks, which owns the model too; null where nobody is signed in
     */
    ModelImport fromUpload(Path folder, String source, @Nullable String name, @Nullable AccountId owner);

    /** Deletes the folder of an upload that has failed. */
    void discard(Path folder);

    /**
     * Returns an import.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     */
    ModelImport get(ImportId id);

    /** Returns the latest imports, whenever they were requested, the latest first. */
    List<ModelImport> list();

    /**
     * Begins an import once more that has failed or was cancelled, under the same id.
     *
     * @throws dev.mixlab.common.ConflictException if it goes on, has succeeded, or was an upload, whose files are gone
     */
    ModelImport retry(ImportId id);

    /**
     * Takes an import that has ended off the list. The model that it has brought stays.
     *
     * @throws dev.mixlab.common.ConflictException if it goes on
     */
    void forget(ImportId id);

    /**
     * Cancels an import at its next step.
     *
     * @throws dev.mixlab.common.ConflictException if it has ended
     */
    ModelImport cancel(ImportId id);

    /** Tells from where models can be imported. */
    ImportSources sources();
}
