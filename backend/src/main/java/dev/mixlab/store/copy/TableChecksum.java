package dev.mixlab.store.copy;

import dev.mixlab.common.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of the rows of a table, and the sum of their SHA-256, which does not depend on their order. */
final class TableChecksum {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final int HEXADECIMAL = 16;

    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    /** Adds a row by its values. */
    void add(List<@Nullable Object> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (@Nullable Object value : values) {
                byte[] content = value == null ? new byte[0] : TableColumn.bytes(value);
                out.writeInt(value == null ? -1 : content.length);
                out.write(content);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        sum = sum.add(new BigInteger(Sha256.hex(bytes.toByteArray()), HEXADECIMAL))
                .mod(MODULUS);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Tells whether another table has the same rows. */
    boolean agreesWith(TableChecksum other) {
        return rows == other.rows && sum.equals(other.sum);
    }
}
