package dev.mixlab.run.folder;

/** The port through which a data folder is looked through. */
public interface FolderInspection {

    /**
     * Reads all that the folder holds and compares it with its checksums, which takes as long as reading it does.
     *
     * @param remove whether to remove what nothing needs
     */
    FolderReport inspect(boolean remove);
}
