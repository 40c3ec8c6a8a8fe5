package dev.mixlab.store.score;

import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.store.Checksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a map as bytes (float32, little endian). Instead of the raw scores, the divisor of each row [L, R] is stored,
 * because the raw scores follow from it and the values. Bytes are not compressed: deflate saves less than a tenth of such
 * numbers.
 */
final class StoredMap {

    private StoredMap() {}

    static byte[] values(MixingMap map) {
        return bytes(map.values());
    }

    static byte @Nullable [] scales(MixingMap map) {
        float[] raw = map.raw();
        if (raw == null) {
            return null;
        }
        int rows = map.layers() * map.rows();
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < map.tokens(); column++) {
                sum += raw[row * map.tokens() + column];
            }
            scales[row] = (float) sum;
        }
        return bytes(scales);
    }

    static byte @Nullable [] deltas(MixingMap map) {
        float[] deltas = map.deltas();
        return deltas == null ? null : bytes(deltas);
    }

    static MixingMap read(ResultSet row) throws SQLException {
        int tokens = row.getInt("tokens");
        byte[] map = row.getBytes("map");
        float[] values = floats(map);
        byte[] scales = row.getBytes("scales");
        byte[] deltas = row.getBytes("deltas");
        Checksum.require(
                Checksum.stored(row),
                Checksum.of(
                        row.getInt("number"),
                        row.getString("method"),
                        row.getInt("layers"),
                        row.getInt("row_count"),
                        tokens,
                        map,
                        scales,
                        deltas),
                "the map of example %s by the method '%s' in score run %s"
                        .formatted(row.getInt("number"), row.getString("method"), row.getString("score_run_id")));
        return new MixingMap(
                row.getString("method"),
                row.getInt("layers"),
                row.getInt("row_count"),
                tokens,
                values,
                scales == null ? null : raw(values, floats(scales), tokens),
                deltas == null ? null : floats(deltas));
    }

    private static float[] raw(float[] values, float[] scales, int tokens) {
        float[] raw = new float[values.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = values[i] * scales[i / tokens];
        }
        return raw;
    }

    static byte[] bytes(float[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(numbers);
        return buffer.array();
    }

    static float[] floats(byte[] bytes) {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
    }
}
