package dev.mixlab.weights.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What is found in place of a file that was not downloaded: the pointer that Git puts there where Git LFS is not installed, or the
 * page of a web site.
 */
final class Placeholder {

    private static final String POINTER = "version https://git-lfs.github.com/spec/";
    private static final int START = 200;

    private Placeholder() {}

    /** Refuses bytes that are not those of the file that was meant. */
    static void refuse(ByteSource source) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(START, source.size()));
        source.read(0, bytes);
        String start = new String(bytes.array(), StandardCharsets.ISO_8859_1);
        if (start.startsWith(POINTER)) {
            throw Refusal.of(
                    source.origin(),
                    "a Git LFS pointer, not the file itself; download the real file, for instance with \"git lfs pull\"");
        }
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            throw Refusal.of(source.origin(), "a page of a web site, not the file itself; download the real file");
        }
    }
}
