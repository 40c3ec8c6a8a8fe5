package dev.mixlab.web.download;

import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.transfer.ZipDownloads;
import dev.mixlab.web.http.transfer.ZipDownloads.Zip;

/** Answers a backup of the whole data folder, to those who can read that folder anyway, and to administrators who have signed in. */
public final class BackupOperations implements Operations {

    private final Zip backup;
    private final FolderKey key;

    /**
     * The operation.
     *
     * @param backup writes the backup
     * @param key what a request must show
     */
    public BackupOperations(Zip backup, String key) {
        this.backup = backup;
        this.key = new FolderKey(key);
    }

    @Override
    public void addTo(OperationTable table) {
        ZipDownloads downloads = new ZipDownloads(table);
        table.stream("downloadBackup", (context, inputs) -> {
            key.require(inputs);
            downloads.send(context, "mixlab-backup", () -> backup);
        });
    }
}
