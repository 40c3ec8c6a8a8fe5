package dev.mixlab.store.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts a stream of bytes into pieces that a database takes well. */
public final class Chunks extends OutputStream {

    /** Bytes of a whole piece. */
    public static final int SIZE = 4 << 20;

    private final Sink sink;
    private final byte[] piece = new byte[SIZE];
    private int filled;
    private int ordinal;
    private long bytes;

    /** Takes one piece after the other. */
    public interface Sink {
        void take(int ordinal, byte[] piece);
    }

    public Chunks(Sink sink) {
        this.sink = sink;
    }

    /** Hands what remains in a buffer to the sink, piece by piece. */
    static void cut(ByteBuffer content, Sink sink) {
        ByteBuffer rest = content.duplicate();
        for (int ordinal = 0; rest.hasRemaining(); ordinal++) {
            byte[] piece = new byte[Math.min(SIZE, rest.remaining())];
            rest.get(piece);
            sink.take(ordinal, piece);
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int at = offset;
        while (at < offset + length) {
            int step = Math.min(offset + length - at, SIZE - filled);
            System.arraycopy(source, at, piece, filled, step);
            filled += step;
            at += step;
            if (filled == SIZE) {
                flushPiece();
            }
        }
        bytes += length;
    }

    /** How many bytes were written. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            flushPiece();
        }
    }

    private void flushPiece() {
        sink.take(ordinal++, Arrays.copyOf(piece, filled));
        filled = 0;
    }
}
