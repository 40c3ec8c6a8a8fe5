package dev.mixlab.jobs.imports;

import dev.mixlab.common.AllowedFolders;
import dev.mixlab.common.ConflictException;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.weights.files.ModelFiles;
import dev.mixlab.weights.hub.ModelId;
import java.nio.file.Path;
import java.util.function.Function;

/** Tells for each request where the model comes from and what is to be done. */
final class ImportWays {

    private static final String USUAL_REVISION = "main";

    private final ImportSettings settings;
    private final AllowedFolders roots;
    private final ModelImporter importer;

    ImportWays(ImportSettings settings, AllowedFolders roots, ModelImporter importer) {
        this.settings = settings;
        this.roots = roots;
        this.importer = importer;
    }

    /**
     * What is to be done for a request.
     *
     * @param origin where the model comes from
     * @param usualName name of the model where none is requested
     * @param work imports the model and returns its id
     */
    record Plan(ModelOrigin origin, String usualName, Function<ImportTask, String> work) {}

    /**
     * Returns the plan for a request, which may be one of an earlier start of the program.
     *
     * @throws dev.mixlab.common.MixlabException if what is requested cannot be or is not there
     */
    Plan of(RequestedImport request) {
        String source = request.source();
        return switch (request.way()) {
            case HUB -> {
                ModelId model = id(request);
                yield new Plan(
                        new ModelOrigin(Kind.HUB, source, model.revision()),
                        source,
                        task -> importer.fromHub(task, model));
            }
            case CACHE -> {
                Path snapshot = settings.cache().snapshot(id(request));
                String commit = String.valueOf(snapshot.getFileName());
                yield new Plan(
                        new ModelOrigin(Kind.HUB, source, commit),
                        source,
                        task -> importer.fromFolder(task, snapshot, source));
            }
            case FOLDER -> folder(allowed(source), source);
            case UPLOAD ->
                throw new ConflictException("the files of the upload '%s' are gone: upload it again".formatted(source));
        };
    }

    private Path allowed(String folder) {
        Path path = roots.folder(folder);
        roots.requireInside(path, ModelFiles::isPart);
        return path;
    }

    private static ModelId id(RequestedImport request) {
        String revision = request.revision();
        return new ModelId(request.source(), revision == null ? USUAL_REVISION : revision);
    }

    /** Returns the plan for a folder, wherever it lies. */
    Plan folder(Path path, String shown) {
        return new Plan(
                ModelOrigin.of(Kind.FOLDER, shown),
                String.valueOf(path.getFileName()),
                task -> importer.fromFolder(task, path, shown));
    }

    /** Returns the plan for the folder of an upload. */
    Plan upload(Path folder, String source) {
        return new Plan(
                ModelOrigin.of(Kind.UPLOAD, source),
                source.replaceAll("(?i)\\.zip$", ""),
                task -> importer.fromUpload(task, folder));
    }
}
