package dev.mixlab.store;

import dev.mixlab.common.DamagedDataException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** CRC-32C over the values of a row, which finds every flipped bit. */
public final class Checksum {

    private static final String COLUMN = "checksum";

    private Checksum() {}

    /**
     * Returns the checksum of some values in their order.
     *
     * @param values bytes, or what its text stands for; null counts as a value of its own
     */
    public static long of(@Nullable Object... values) {
        CRC32C crc = new CRC32C();
        for (Object value : values) {
            byte[] bytes =
                    value instanceof byte[] raw ? raw : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            crc.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(value == null ? -1 : bytes.length)
                    .flip());
            crc.update(bytes);
        }
        return crc.getValue();
    }

    /** Returns the checksum in the column of that name, or null for a row of a version that had none. */
    public static @Nullable Long stored(ResultSet row) throws SQLException {
        long checksum = row.getLong(COLUMN);
        return row.wasNull() ? null : checksum;
    }

    /**
     * Compares what was stored with what is read.
     *
     * @param stored the checksum when it was stored; null compares nothing
     * @param read the checksum of what is read
     * @param what names the row in the refusal
     * @throws DamagedDataException if they differ
     */
    public static void require(@Nullable Long stored, long read, String what) {
        if (stored != null && stored != read) {
            throw new DamagedDataException(what);
        }
    }
}
