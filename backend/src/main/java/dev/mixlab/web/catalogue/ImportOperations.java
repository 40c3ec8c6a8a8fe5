package dev.mixlab.web.catalogue;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Owners.Kind;
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
            ModelImport begun = begin(inputs.body(ImportRequest.class));
            inputs.sender().owns(Kind.IMPORT, begun.id().value());
            return Answer.accepted(begun);
        });
        table.upload("uploadModel", upload::receive);
    }

    private ModelImport begin(ImportRequest request) {
        long places = Stream.of(request.hub(), request.cached(), request.folder())
                .filter(Objects::nonNull)
                .count();
        if (places != 1) {
            throw new InvalidInputException("exactly one of hub, cached and folder is needed, not " + places);
        }
        String revision = request.revision() == null ? USUAL_REVISION : request.revision();
        if (request.hub() != null) {
            return imports.fromHub(request.hub(), revision, request.name());
        }
        if (request.cached() != null) {
            return imports.fromCache(request.cached(), revision, request.name());
        }
        if (request.revision() != null) {
            throw new InvalidInputException("revision: a folder has no revisions");
        }
        return imports.fromFolder(Objects.requireNonNull(request.folder()), request.name());
    }

    /** The contract's ImportRequest. */
    record ImportRequest(
            @Nullable String hub,
            @Nullable String cached,
            @Nullable String folder,
            @Nullable String revision,
            @Nullable String name) {}
}
