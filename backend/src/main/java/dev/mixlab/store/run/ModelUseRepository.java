package dev.mixlab.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.ModelUse;
import dev.mixlab.run.catalogue.ModelUses;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads from the stored specs which runs start from which model. */
public final class ModelUseRepository implements ModelUses {

    private final Jdbi jdbi;

    public ModelUseRepository(Database database) {
        this.jdbi = database.jdbi();
    }

    /** A row of the table of runs, as far as uses need it. */
    record Row(RunId id, String name, RunState state, String spec) {}

    @Override
    public Map<String, List<ModelUse>> byModel() {
        Map<String, List<ModelUse>> uses = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "SELECT id, name, state, spec FROM run ORDER BY created_at DESC, id DESC")
                .map(ConstructorMapper.of(Row.class))
                .forEach(row -> uses.computeIfAbsent(
                                Columns.read(row.spec(), JsonNode.class)
                                        .path("modelId")
                                        .asText(),
                                model -> new ArrayList<>())
                        .add(new ModelUse(row.id(), row.name(), row.state()))));
        return uses;
    }

    @Override
    public boolean isUnfinished(RunId run) {
        return !jdbi.inTransaction(handle -> RunRepository.get(handle, run))
                .state()
                .isFinal();
    }
}
