package dev.mixlab.store.blob;

import java.io.InputStream;
import java.util.function.IntFunction;

/** A stream that joins chunks; each chunk is fetched when the one before has been read. */
public final class ChunkInput extends InputStream {

    private final int count;
    private final IntFunction<byte[]> fetch;
    private byte[] piece = {};
    private int at;
    private int next;

    /**
     * Creates a stream over chunks.
     *
     * @param count number of chunks
     * @param fetch function from the index of a chunk to its bytes, of which there is at least one
     */
    public ChunkInput(int count, IntFunction<byte[]> fetch) {
        this.count = count;
        this.fetch = fetch;
    }

    @Override
    public int read() {
        return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int step = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, offset, step);
        at += step;
        return step;
    }

    private boolean more() {
        if (at == piece.length && next < count) {
            piece = fetch.apply(next++);
            at = 0;
        }
        return at < piece.length;
    }
}
