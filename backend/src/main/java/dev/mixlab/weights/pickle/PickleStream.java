package dev.mixlab.weights.pickle;

import dev.mixlab.weights.tensor.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of a file from a position on, read in parts, of which a pickle may take only so many. */
final class PickleStream extends InputStream {

    /** A pickle of a hundred thousand tensors is smaller. */
    private static final long LARGEST_PICKLE = 64L << 20;

    private static final int PART = 1 << 16;

    private final ByteSource source;
    private final long end;
    private final ByteBuffer part = ByteBuffer.allocate(PART).limit(0);
    private long partEnd;
    private long limit;

    /** The bytes between two positions of a source. */
    PickleStream(ByteSource source, long start, long end) {
        this.source = source;
        this.end = end;
        partEnd = start;
        nextPickle();
    }

    /** Position in the source of the next byte. */
    long position() {
        return partEnd - part.remaining();
    }

    /** Allows as many bytes as a pickle may take, from here on. */
    void nextPickle() {
        limit = Math.min(end, position() + LARGEST_PICKLE);
    }

    @Override
    public int read() throws IOException {
        return available() > 0 && fill() ? part.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = Math.min(length, available());
        if (count == 0 || !fill()) {
            return length == 0 ? 0 : -1;
        }
        count = Math.min(count, part.remaining());
        part.get(target, offset, count);
        return count;
    }

    /** Returns the number of remaining bytes, which limits the length of a text. */
    @Override
    public int available() {
        return (int) Math.max(0, limit - position());
    }

    /** The next eight bytes as a number, little endian. */
    long readLong() throws IOException {
        nextPickle();
        byte[] bytes = readNBytes(Long.BYTES);
        if (bytes.length < Long.BYTES) {
            throw new EOFException("the file ends where a number should be");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Leaves out bytes, which need not be there. */
    void pass(long count) {
        partEnd = position() + count;
        part.limit(0);
        nextPickle();
    }

    private boolean fill() throws IOException {
        if (!part.hasRemaining()) {
            int count = (int) Math.min(PART, end - partEnd);
            part.clear().limit(count);
            source.read(partEnd, part);
            part.flip();
            partEnd += count;
        }
        return part.hasRemaining();
    }
}
