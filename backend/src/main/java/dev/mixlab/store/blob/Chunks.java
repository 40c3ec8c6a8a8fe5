package dev.mixlab.store.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A stream that cuts the bytes written to it into chunks of a size that suits a database. */
public final class Chunks extends OutputStream {

    /** Size of a full chunk in bytes. */
    public static final int SIZE = 4 << 20;

    private final Sink sink;
    private final byte[] piece = new byte[SIZE];
    private int filled;
    private int ordinal;
    private long bytes;

    /** The receiver of the chunks, in order. */
    public interface Sink {
        void take(int ordinal, byte[] piece);
    }

    public Chunks(Sink sink) {
        this.sink = sink;
    }

    /** Passes the remaining bytes of a buffer to the sink in chunks. */
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

    /** Returns the number of bytes written. */
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
