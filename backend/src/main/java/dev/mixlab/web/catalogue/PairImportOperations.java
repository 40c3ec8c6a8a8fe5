package dev.mixlab.web.catalogue;

import dev.mixlab.common.AllowedFolders;
import dev.mixlab.common.PlainText;
import dev.mixlab.data.pairs.PairColumn;
import dev.mixlab.data.pairs.PairFormat;
import dev.mixlab.data.pairs.PairImport;
import dev.mixlab.data.pairs.PairImport.NamedFile;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.NewDataSet;
import dev.mixlab.web.catalogue.CatalogueJson.DataSetJson;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads minimal pairs that users bring, by upload or from a folder of the server, and stores them as data sets. */
public final class PairImportOperations implements Operations {

    /** Most bytes of the files of one data set. */
    private static final long LIMIT = 64L << 20;

    private static final long SEED = 42;

    private static final Map<PairColumn, String> PARAMETERS = Map.of(
            PairColumn.GOOD, "good",
            PairColumn.BAD, "bad",
            PairColumn.CUES, "cues",
            PairColumn.CUE_INDICES, "cueIndices",
            PairColumn.LABEL, "label",
            PairColumn.PARADIGM, "paradigm",
            PairColumn.SPLIT, "split",
            PairColumn.ID, "id");

    private final DataSets sets;
    private final PairFiles files;
    private final Path uploads;

    /**
     * The operations over a store.
     *
     * @param roots the folders that may be read
     * @param uploads where uploads lie while they are read; what an earlier process has left there is deleted
     */
    public PairImportOperations(DataSets sets, AllowedFolders roots, Path uploads) {
        this.sets = sets;
        this.files = new PairFiles(roots, LIMIT);
        this.uploads = uploads;
    }

    @Override
    public void addTo(OperationTable table) {
        FileUpload upload = new FileUpload(table, uploads, LIMIT, List.of("application/octet-stream"));
        table.upload(
                "previewPairs",
                (context, inputs) -> upload.receive(
                        context,
                        file -> Answer.ok(PairJson.Report.of(read(inputs, file).report()))));
        table.upload("addPairs", (context, inputs) -> upload.receive(context, file -> add(inputs, file)));
        table.answer("addFolder", this::addFolder);
    }

    private static PairImport read(Inputs inputs, Path file) {
        Map<PairColumn, String> columns = new EnumMap<>(PairColumn.class);
        PARAMETERS.forEach((column, parameter) -> {
            String name = inputs.optionalText(parameter);
            if (name != null) {
                columns.put(column, name);
            }
        });
        return read(
                List.of(new NamedFile(file, fileName(inputs))),
                new PairImport.Settings(
                        columns,
                        inputs.optionalConstant("format", PairFormat.class),
                        inputs.number("mostRefused"),
                        inputs.number("seed")));
    }

    private static PairImport read(List<NamedFile> files, PairImport.Settings settings) {
        return PairImport.read(files, settings, SentenceGroups::isReserved);
    }

    private static String fileName(Inputs inputs) {
        return lastName(PlainText.require("the name of a file", inputs.text("file")));
    }

    private static String lastName(String path) {
        return path.replaceFirst("[/\\\\]+$", "").replaceFirst("(?s).*[/\\\\](?=.)", "");
    }

    private static String withoutEnding(String name) {
        return name.replaceFirst("(?<=.)\\.[A-Za-z]{1,6}$", "");
    }

    private Answer add(Inputs inputs, Path file) {
        String fileName = fileName(inputs);
        return stored(
                inputs,
                read(inputs, file),
                name(inputs.optionalText("name"), withoutEnding(fileName)),
                new DataOrigin("upload of %s".formatted(fileName)));
    }

    private static String name(@Nullable String chosen, String usual) {
        return PlainText.require("the name of a data set", chosen == null || chosen.isBlank() ? usual : chosen.strip());
    }

    private Answer stored(Inputs inputs, PairImport read, String name, DataOrigin origin) {
        DataSetJson set = DataSetJson.of(
                NewDataSet.register(
                        sets, read.data("new", name), origin, inputs.sender().owner()),
                sets);
        return Answer.created(
                Contract.BASE + "/data/" + set.data().id(), new PairJson.Added(set, PairJson.Report.of(read.report())));
    }

    private Answer addFolder(Inputs inputs) {
        FolderRequest request = inputs.body(FolderRequest.class);
        PairImport read = read(files.find(request.folder()), request.settings());
        if (Boolean.TRUE.equals(request.dryRun())) {
            return Answer.ok(new PairJson.Added(null, PairJson.Report.of(read.report())));
        }
        String last = lastName(request.folder());
        return stored(
                inputs,
                read,
                name(request.name(), PairFiles.fits(last) ? withoutEnding(last) : last),
                new DataOrigin("%s of the server".formatted(last)));
    }

    /** The contract's FolderRequest. */
    record FolderRequest(
            String folder,
            @Nullable String name,
            @Nullable PairFormat format,
            @Nullable List<ColumnName> columns,
            @Nullable Integer mostRefused,
            @Nullable Long seed,
            @Nullable Boolean dryRun) {

        PairImport.Settings settings() {
            Map<PairColumn, String> chosen = new EnumMap<>(PairColumn.class);
            for (ColumnName column : columns == null ? List.<ColumnName>of() : columns) {
                chosen.put(column.column(), column.name());
            }
            return new PairImport.Settings(
                    chosen,
                    format,
                    mostRefused == null ? PairImport.MOST_REFUSED : mostRefused,
                    seed == null ? SEED : seed);
        }
    }

    /** What a column holds and its name. */
    record ColumnName(PairColumn column, String name) {}
}
