package dev.mixlab.web.download;

import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.RefusedRequestException;
import dev.mixlab.web.http.ZipDownloads;
import dev.mixlab.web.http.ZipDownloads.Zip;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Answers a backup of the whole data folder, to those who can read that folder anyway. */
public final class BackupOperations implements Operations {

    private static final int FORBIDDEN = 403;

    private final Zip backup;
    private final byte[] key;

    /**
     * The operation.
     *
     * @param backup writes the backup
     * @param key what a request must show
     */
    public BackupOperations(Zip backup, String key) {
        this.backup = backup;
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void addTo(OperationTable table) {
        ZipDownloads downloads = new ZipDownloads(table);
        table.stream("downloadBackup", (context, inputs) -> {
            if (!MessageDigest.isEqual(key, inputs.text("Mixlab-Folder-Key").getBytes(StandardCharsets.UTF_8))) {
                throw new RefusedRequestException(
                        FORBIDDEN, "the key is not the one in the file server.json of the data folder");
            }
            downloads.send(context, "mixlab-backup", () -> backup);
        });
    }
}
