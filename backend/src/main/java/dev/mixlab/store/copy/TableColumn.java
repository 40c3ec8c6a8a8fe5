package dev.mixlab.store.copy;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, which both databases have.
 *
 * @param name its name
 * @param type its type as PostgreSQL names it in information_schema
 * @param identity whether the database numbers it
 */
record TableColumn(String name, String type, boolean identity) {

    /** Reads the value of a row; null where there is none. Times are in UTC. */
    @Nullable Object read(ResultSet row, int place) throws SQLException {
        @Nullable Object value = switch (type) {
            case "bytea" -> row.getBytes(place);
            case "timestamp with time zone" -> utc(row.getObject(place, OffsetDateTime.class));
            case "character varying", "text" -> row.getString(place);
            case "boolean" -> row.getBoolean(place);
            case "bigint", "integer", "smallint" -> row.getLong(place);
            case "double precision", "real" -> row.getDouble(place);
            default ->
                throw new IllegalStateException("column %s has the type %s, which is not copied".formatted(name, type));
        };
        return row.wasNull() ? null : value;
    }

    private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** Writes a value that {@link #read} has read. */
    void write(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(place, type.equals("bytea") ? Types.BINARY : Types.OTHER);
        } else {
            statement.setObject(place, value);
        }
    }

    /** Returns the bytes by which values of both databases are compared. */
    static byte[] bytes(Object value) {
        if (value instanceof byte[] content) {
            return content;
        }
        if (value instanceof OffsetDateTime time) {
            return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()))
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Double number) {
            return Long.toHexString(Double.doubleToLongBits(number)).getBytes(StandardCharsets.UTF_8);
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
