package dev.mixlab.web.catalogue;

import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.problem.RefusedRequestException;
import dev.mixlab.web.http.transfer.BoundedUpload;
import dev.mixlab.weights.files.ModelFiles;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Receives the zip or the files of a model, streamed to disk, and begins to import them. */
final class ModelUpload {

    private static final String FORM = "multipart/form-data";
    private static final List<String> ZIPS =
            List.of("application/zip", "application/x-zip-compressed", "application/octet-stream");

    private static final String USUAL_SOURCE = "upload";

    private final OperationTable table;
    private final ModelImports imports;

    ModelUpload(OperationTable table, ModelImports imports) {
        this.table = table;
        this.imports = imports;
    }

    /** Receives a request that is paused. */
    Future<Answer> receive(RoutingContext context, Inputs inputs) {
        HttpServerRequest request = context.request();
        String type = BoundedUpload.mediaType(request);
        if (!type.equals(FORM) && !ZIPS.contains(type)) {
            return Future.failedFuture(new RefusedRequestException(
                    415, "the body must be application/zip or %s, not %s".formatted(FORM, type)));
        }
        String name = inputs.optionalText("name");
        return table.workers()
                .executeBlocking(imports::uploadFolder, false)
                .compose(folder -> received(request, type, folder)
                        .compose(source ->
                                table.workers().executeBlocking(() -> begin(inputs, folder, source, name), false))
                        .recover(failure -> table.workers()
                                .executeBlocking(
                                        () -> {
                                            imports.discard(folder);
                                            return folder;
                                        },
                                        false)
                                .compose(done -> Future.failedFuture(failure))));
    }

    private Answer begin(Inputs inputs, Path folder, String source, @Nullable String name) {
        return Answer.accepted(
                imports.fromUpload(folder, source, name, inputs.sender().owner()));
    }

    /** Writes the body into the folder; the future has the name of the upload. */
    private Future<String> received(HttpServerRequest request, String type, Path folder) {
        BoundedUpload upload =
                new BoundedUpload(table.vertx(), request, imports.sources().uploadLimit());
        if (!type.equals(FORM)) {
            return upload.body(folder.resolve(ModelImports.ZIP)).map(USUAL_SOURCE);
        }
        Form form = new Form(folder);
        return upload.form(form::place).map(done -> form.source());
    }

    /** The files of a form: one zip, or the files of a model; others are passed over. */
    private static final class Form {

        private final Path folder;
        private final Set<String> names = new HashSet<>();
        private final List<String> zips = new ArrayList<>();

        Form(Path folder) {
            this.folder = folder;
        }

        /** Returns where a file goes, or null if it is passed over. */
        @Nullable Path place(HttpServerFileUpload file) {
            String name = file.filename().replaceFirst(".*[/\\\\]", "");
            if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                zips.add(name);
                return folder.resolve(requireOnce(ModelImports.ZIP, name));
            }
            return ModelFiles.isPart(name) ? folder.resolve(requireOnce(name, name)) : null;
        }

        private String requireOnce(String target, String name) {
            if (!names.add(target) || (!zips.isEmpty() && names.size() > 1)) {
                throw new RefusedRequestException(
                        400, "%s: one zip, or each file of one model once, can be uploaded".formatted(name));
            }
            return target;
        }

        String source() {
            if (names.isEmpty()) {
                throw new RefusedRequestException(400, "the form has no file of a model");
            }
            return zips.isEmpty() ? USUAL_SOURCE : zips.get(0);
        }
    }
}
