package dev.mixlab.web.download;

import dev.mixlab.run.account.Caller.Way;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.problem.RefusedRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What requests for the whole content of the data folder must show: it lies in a file of that folder, which they could read anyway. */
final class FolderKey {

    private static final int FORBIDDEN = 403;

    private final byte[] key;

    FolderKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses a request that does not show the key, unless an administrator who has signed in makes it. */
    void require(Inputs inputs) {
        String shown = inputs.optionalText("Mixlab-Folder-Key");
        boolean isAdministrator = shown == null && inputs.sender().caller().way() != Way.LOCAL;
        if (!isAdministrator
                && !MessageDigest.isEqual(key, String.valueOf(shown).getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedRequestException(
                    FORBIDDEN, "the key is not the one in the file server.json of the data folder");
        }
    }
}
