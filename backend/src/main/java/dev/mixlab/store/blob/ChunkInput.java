package dev.mixlab.store.blob;

import java.io.InputStream;
import java.util.function.IntFunction;

/** Pieces joined to one stream; each is fetched when the one before is used up. */
public final class ChunkInput extends InputStream {

    private final int count;
    private final IntFunction<byte[]> fetch;
    private byte[] piece = {};
    private int at;
    private int next;

    /**
     * A stream of so many pieces.
     *
     * @param count how many pieces
     * @param fetch gives the piece of that ordinal, never an empty one
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
