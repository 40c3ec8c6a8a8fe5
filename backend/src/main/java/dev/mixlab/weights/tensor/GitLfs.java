package dev.mixlab.weights.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Pointers that Git puts in place of large files where Git LFS is not installed. */
final class GitLfs {

    private static final byte[] START = "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    private GitLfs() {}

    /** Refuses bytes that are a pointer to the file that was meant. */
    static void refusePointer(ByteSource source) throws IOException {
        if (source.size() < START.length) {
            return;
        }
        ByteBuffer start = ByteBuffer.allocate(START.length);
        source.read(0, start);
        if (start.flip().equals(ByteBuffer.wrap(START))) {
            throw Refusal.of(
                    source.origin(),
                    "a Git LFS pointer, not the file itself; download the real file, for instance with \"git lfs pull\"");
        }
    }
}
