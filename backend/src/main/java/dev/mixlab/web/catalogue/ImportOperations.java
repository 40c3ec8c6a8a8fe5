package dev.mixlab.web.catalogue;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Begins, lists, cancels, repeats and forgets imports of models. */
public final class ImportOperations implements Operations {

    private static final String USUAL_REVISION = "main";

    private final ModelImports imports;

    public ImportOperations(ModelImports imports) {
        this.imports = imports;
    }

    @Override
    public void addTo(OperationTable table) {
        ModelUpload upload = new ModelUpload(table, imports);
        table.answer("listImports", inputs -> Answer.ok(imports.list()));
        table.answer("getImport", inputs -> Answer.ok(imports.get(Ids.modelImport(inputs))));
        table.answer("cancelImport", inputs -> Answer.accepted(imports.cancel(Ids.modelImport(inputs))));
        table.answer("retryImport", inputs -> Answer.accepted(imports.retry(Ids.modelImport(inputs))));
        table.answer("forgetImport", inputs -> {
            imports.forget(Ids.modelImport(inputs));
            return Answer.nothing();
        });
        table.answer("listImportSources", inputs -> Answer.ok(imports.sources()));
        table.answer("importModel", inputs -> {
            ImportRequest request = inputs.body(ImportRequest.class);
            return Answer.accepted(begin(request, inputs.sender().owner()));
        });
        table.upload("uploadModel", upload::receive);
    }

    private ModelImport begin(ImportRequest request, @Nullable AccountId owner) {
        long places = Stream.of(request.hub(), request.cached(), request.folder())
                .filter(Objects::nonNull)
                .count();
        if (places != 1) {
            throw new InvalidInputException("exactly one of hub, cached and folder is needed, not " + places);
        }
        String revision = request.revision() == null ? USUAL_REVISION : request.revision();
        if (request.hub() != null) {
            return imports.fromHub(request.hub(), revision, request.name(), owner);
        }
        if (request.cached() != null) {
            return imports.fromCache(request.cached(), revision, request.name(), owner);
        }
        if (request.revision() != null) {
            throw new InvalidInputException("revision: a folder has no revisions");
        }
        return imports.fromFolder(Objects.requireNonNull(request.folder()), request.name(), owner);
    }

    /** The contract's ImportRequest. */
    record ImportRequest(
            @Nullable String hub,
            @Nullable String cached,
            @Nullable String folder,
            @Nullable String revision,
            @Nullable String name) {}
}
