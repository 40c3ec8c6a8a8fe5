package dev.mixlab.store.backup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a backup says of itself, in its last entry.
 *
 * @param format of the backup
 * @param createdAt when it was made, ISO 8601
 * @param files all other entries
 */
record BackupContent(int format, String createdAt, List<Part> files) {

    /** The entry that holds this as JSON. */
    static final String NAME = "mixlab-backup.json";

    static final int FORMAT = 1;
    static final String DATABASE = "mixlab.mv.db";
    static final String STATES = "training-states/";

    private static final Pattern STATE =
            Pattern.compile("training-states/r-[0-9a-z]+-epoch-\\d{1,9}-[0-9a-f]{1,8}\\.state");

    /**
     * A file of the data folder.
     *
     * @param name its path in the folder, with slashes
     * @param bytes its length
     * @param sha256 of its bytes
     */
    record Part(String name, long bytes, String sha256) {}

    /** Whether a name is that of a file which a backup has. */
    static boolean isPart(String name) {
        return name.equals(DATABASE) || STATE.matcher(name).matches();
    }
}
