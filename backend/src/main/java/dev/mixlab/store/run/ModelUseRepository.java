package dev.mixlab.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.FineTuned;
import dev.mixlab.run.catalogue.ModelUse;
import dev.mixlab.run.catalogue.ModelUses;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads which runs start from which model: the one of the spec, and the one with the head that the run has fitted. */
public final class ModelUseRepository implements ModelUses {

    private final Jdbi jdbi;

    public ModelUseRepository(Database database) {
        this.jdbi = database.jdbi();
    }

    /** A row of the table of runs, as far as uses need it. */
    record Row(
            RunId id,
            String name,
            RunState state,
            String spec,
            @Nullable String fittedModel) {

        /** Returns the id of the model that the run starts from. */
        String start() {
            return Columns.read(spec, JsonNode.class).path("modelId").asText();
        }

        ModelUse use() {
            return new ModelUse(id, name, state);
        }
    }

    @Override
    public Map<String, List<ModelUse>> byModel() {
        Map<String, List<ModelUse>> uses = new HashMap<>();
        for (Row row : rows()) {
            uses.computeIfAbsent(row.start(), id -> new ArrayList<>()).add(row.use());
            if (row.fittedModel() != null) {
                uses.computeIfAbsent(row.fittedModel(), id -> new ArrayList<>()).add(row.use());
            }
        }
        return uses;
    }

    @Override
    public List<ModelUse> needing(String modelId) {
        return rows().stream()
                .filter(row -> row.start().equals(modelId)
                        || (modelId.equals(row.fittedModel()) && !row.state().isFinal()))
                .map(Row::use)
                .toList();
    }

    private List<Row> rows() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, name, state, spec, fitted_model FROM run ORDER BY created_at DESC, id DESC")
                .map(ConstructorMapper.of(Row.class))
                .list());
    }

    /** A checkpoint with the run that made it, as far as its accuracy needs them. */
    record TunedRow(String id, String spec, @Nullable Double beforeTuning, double afterTuning) {}

    @Override
    public Map<String, FineTuned> fineTuned() {
        return jdbi.withHandle(handle -> {
            Map<String, String> names = handle.createQuery("SELECT id, name FROM data_set")
                    .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return handle
                    .createQuery("SELECT checkpoint.id, run.spec, run.accuracy_before AS before_tuning,"
                            + " checkpoint.accuracy AS after_tuning"
                            + " FROM checkpoint JOIN run ON run.id = checkpoint.run_id")
                    .map(ConstructorMapper.of(TunedRow.class))
                    .stream()
                    .collect(Collectors.toMap(TunedRow::id, row -> fineTuned(row, names)));
        });
    }

    private static FineTuned fineTuned(TunedRow row, Map<String, String> names) {
        String data = Columns.read(row.spec(), JsonNode.class).path("dataId").asText();
        return new FineTuned(data, names.getOrDefault(data, data), row.beforeTuning(), row.afterTuning());
    }

    @Override
    public boolean isUnfinished(RunId run) {
        return !jdbi.inTransaction(handle -> RunRepository.get(handle, run))
                .state()
                .isFinal();
    }
}
