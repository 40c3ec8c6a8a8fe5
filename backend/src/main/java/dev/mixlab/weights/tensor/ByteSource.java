package dev.mixlab.weights.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be read from any position. */
public interface ByteSource extends AutoCloseable {

    /** Returns the origin of the bytes, for messages. */
    String origin();

    long size();

    /** Fills the buffer with the bytes from a position on; all of them exist, or it fails. */
    void read(long position, ByteBuffer target) throws IOException;

    @Override
    void close() throws IOException;

    static ByteSource of(String origin, byte[] bytes) {
        return new InMemory(origin, bytes);
    }

    /** Opens a regular file. */
    static ByteSource open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(file.toString(), "there is no such file");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            ByteSource source = new InFile(file.toString(), channel, channel.size());
            try {
                Placeholder.refuse(source);
            } catch (IOException | RuntimeException refused) {
                channel.close();
                throw refused;
            }
            return source;
        } catch (IOException failure) {
            throw Refusal.of(file.toString(), "the file cannot be read", failure);
        }
    }

    /** Bytes at hand. */
    record InMemory(String origin, byte[] bytes) implements ByteSource {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer target) {
            target.put(bytes, Math.toIntExact(position), target.remaining());
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /** Bytes of an open file. */
    record InFile(String origin, FileChannel channel, long size) implements ByteSource {

        /** A channel takes as much memory outside the heap as it is asked for at once. */
        private static final int AT_ONCE = 1 << 20;

        @Override
        public void read(long position, ByteBuffer target) throws IOException {
            int end = target.limit();
            long at = position;
            while (target.position() < end) {
                target.limit(target.position() + Math.min(AT_ONCE, end - target.position()));
                int count = channel.read(target, at);
                if (count < 0) {
                    throw new IOException("the file has become shorter");
                }
                at += count;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
