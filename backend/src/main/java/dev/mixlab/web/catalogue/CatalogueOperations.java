package dev.mixlab.web.catalogue;

import dev.mixlab.common.AllowedFolders;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.web.catalogue.CatalogueJson.DataSetJson;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the data sets that a run can use, and adds BLiMP. */
public final class CatalogueOperations implements Operations {

    private final DataSets dataSets;
    private final BlimpImport blimp;
    private final AllowedFolders roots;

    /**
     * The operations over a store.
     *
     * @param roots the folders that may be read
     */
    public CatalogueOperations(DataSets dataSets, BlimpImport blimp, AllowedFolders roots) {
        this.dataSets = dataSets;
        this.blimp = blimp;
        this.roots = roots;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer(
                "listData",
                inputs -> Answer.ok(dataSets.list().stream().map(this::json).toList()));
        table.answerLong("addBlimp", this::addBlimp);
        table.answer("listDataSources", inputs -> Answer.ok(sources()));
    }

    private Answer addBlimp(Inputs inputs) {
        BlimpRequest request = inputs.body(BlimpRequest.class);
        boolean download = Boolean.TRUE.equals(request.download());
        if (download == (request.folder() != null)) {
            throw new InvalidInputException("give either a folder with BLiMP or download, not both and not neither");
        }
        DataSet data = request.folder() == null
                ? blimp.download(inputs.sender().owner())
                : readFolder(request.folder(), inputs.sender().owner());
        return Answer.created(Contract.BASE + "/data", json(data));
    }

    private DataSetJson json(DataSet data) {
        return DataSetJson.of(data, dataSets);
    }

    private DataSet readFolder(String folder, @Nullable AccountId owner) {
        Path path = roots.folder(folder);
        roots.requireInside(path, BlimpReader::isPart);
        return blimp.read(path, owner);
    }

    private DataSources sources() {
        return new DataSources(
                roots.roots(),
                roots.foldersWith(PairFiles::fits).stream()
                        .map(found -> new PairFolder(
                                found.path(), found.name(), BlimpReader.isComplete(Path.of(found.path()))))
                        .toList());
    }

    /** Imports BLiMP's agreement paradigms and stores them as a data set. */
    public interface BlimpImport {

        /**
         * Reads the published files from a folder.
         *
         * @param owner the account that brings them; null where nobody is signed in
         * @throws InvalidInputException if it does not hold them
         */
        DataSet read(Path folder, @Nullable AccountId owner);

        /**
         * Downloads the published files.
         *
         * @param owner the account that brings them; null where nobody is signed in
         * @throws InvalidInputException if they cannot be had or are not the published ones
         */
        DataSet download(@Nullable AccountId owner);
    }

    /** The contract's BlimpRequest. */
    record BlimpRequest(@Nullable String folder, @Nullable Boolean download) {}

    /**
     * The contract's DataSources.
     *
     * @param roots folders below which minimal pairs may be read
     * @param folders folders there that hold files with minimal pairs
     */
    record DataSources(List<String> roots, List<PairFolder> folders) {}

    /**
     * A folder with files of minimal pairs.
     *
     * @param path its whole path
     * @param name the path below its root
     * @param blimp whether it has BLiMP's five files of number agreement
     */
    record PairFolder(String path, String name, boolean blimp) {}
}
