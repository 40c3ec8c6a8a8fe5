package dev.mixlab.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.AccountTokenId;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.id.ShareId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.CaseStrategy;
import org.jdbi.v3.core.mapper.reflect.ReflectionMappers;
import org.jdbi.v3.core.spi.JdbiPlugin;

/**
 * Jdbi mappers of the project's types: ids and stages are stored as text, times in UTC to the microsecond, records and
 * lists as JSON. Other enum constants are stored by name, which is Jdbi's default.
 */
final class ColumnTypes implements JdbiPlugin {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        // unlike Jdbi's default, independent of the machine's language: in Turkish ID is not the upper case of id
        jdbi.getConfig(ReflectionMappers.class).setCaseChange(CaseStrategy.LOWER);
        text(jdbi, RunId.class, RunId::value, RunId::new);
        text(jdbi, ScoreRunId.class, ScoreRunId::value, ScoreRunId::new);
        text(jdbi, CheckpointId.class, CheckpointId::value, CheckpointId::new);
        text(jdbi, ImportId.class, ImportId::value, ImportId::new);
        text(jdbi, ShareId.class, ShareId::value, ShareId::new);
        text(jdbi, SweepId.class, SweepId::value, SweepId::new);
        text(jdbi, AccountId.class, AccountId::value, AccountId::new);
        text(jdbi, AccountTokenId.class, AccountTokenId::value, AccountTokenId::new);
        text(jdbi, StageName.class, StageName::id, StageName::of);
        time(jdbi);
        json(jdbi, PipelineSpec.class);
        json(jdbi, Progress.class);
        json(jdbi, Provenance.class);
        json(jdbi, ModelOrigin.class);
        jdbi.registerColumnMapper(
                new GenericType<List<String>>() {},
                (row, column, context) -> Optional.ofNullable(row.getString(column))
                        .map(json -> Columns.read(json, NAMES))
                        .orElse(null));
        jdbi.registerColumnMapper(
                new GenericType<Map<String, Integer>>() {},
                (row, column, context) -> Optional.ofNullable(row.getString(column))
                        .map(json -> Columns.read(json, COUNTS))
                        .orElse(null));
    }

    private static <T> void text(Jdbi jdbi, Class<T> type, Function<T, String> write, Function<String, T> read) {
        jdbi.registerArgument(arguments(
                type, value -> (position, statement, context) -> statement.setString(position, write.apply(value))));
        jdbi.registerColumnMapper(
                type,
                (row, column, context) ->
                        Optional.ofNullable(row.getString(column)).map(read).orElse(null));
    }

    private static void time(Jdbi jdbi) {
        jdbi.registerArgument(arguments(Instant.class, instant -> {
            OffsetDateTime time = stored(instant).atOffset(ZoneOffset.UTC);
            return (position, statement, context) -> statement.setObject(position, time);
        }));
        jdbi.registerColumnMapper(
                Instant.class,
                (row, column, context) -> Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }

    private static <T> void json(Jdbi jdbi, Class<T> type) {
        jdbi.registerColumnMapper(
                type,
                (row, column, context) -> Optional.ofNullable(row.getString(column))
                        .map(json -> Columns.read(json, type))
                        .orElse(null));
    }

    private static <T> ArgumentFactory arguments(Class<T> type, Function<T, Argument> argument) {
        return (declared, value, config) ->
                type.isInstance(value) ? Optional.of(argument.apply(type.cast(value))) : Optional.empty();
    }

    /** Rounds a time to the precision of the database. */
    static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
