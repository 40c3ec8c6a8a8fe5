package dev.mixlab.web.download;

import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.RefusedRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What requests for the whole content of the data folder must show: it lies in a file of that folder, which they could read anyway. */
final class FolderKey {

    private static final int FORBIDDEN = 403;

    private final byte[] key;

    FolderKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses a request that does not show the key. */
    void require(Inputs inputs) {
        if (!MessageDigest.isEqual(key, inputs.text("Mixlab-Folder-Key").getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedRequestException(
                    FORBIDDEN, "the key is not the one in the file server.json of the data folder");
        }
    }
}
