package dev.mixlab.web.catalogue;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.web.catalogue.CatalogueJson.DataSetJson;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the data sets that a run can use, and adds BLiMP. */
public final class CatalogueOperations implements Operations {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueOperations.class);

    private final DataSets dataSets;
    private final BlimpImport blimp;

    public CatalogueOperations(DataSets dataSets, BlimpImport blimp) {
        this.dataSets = dataSets;
        this.blimp = blimp;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer(
                "listData",
                inputs -> Answer.ok(dataSets.list().stream().map(this::json).toList()));
        table.answerLong("addBlimp", this::addBlimp);
    }

    private Answer addBlimp(Inputs inputs) {
        BlimpRequest request = inputs.body(BlimpRequest.class);
        boolean download = Boolean.TRUE.equals(request.download());
        if (download == (request.folder() != null)) {
            throw new InvalidInputException("give either a folder with BLiMP or download, not both and not neither");
        }
        DataSet data = request.folder() == null ? blimp.download() : readFolder(request.folder());
        return Answer.created(Contract.BASE + "/data", json(data));
    }

    private DataSetJson json(DataSet data) {
        return DataSetJson.of(data, dataSets);
    }

    /** Reads a folder; what is wrong with it stays in the log, since the message would tell about any file of the server. */
    private DataSet readFolder(String folder) {
        Path path = path(folder);
        try {
            return blimp.read(path);
        } catch (ConflictException conflict) {
            throw conflict;
        } catch (MixlabException | UncheckedIOException failure) {
            LOG.info("folder {} of a request cannot be read as BLiMP: {}", path, failure.getMessage());
            throw new InvalidInputException(
                    "folder '%s' has no BLiMP files that can be read; the server's log says why".formatted(folder),
                    failure);
        }
    }

    private static Path path(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException malformed) {
            throw new InvalidInputException(
                    "folder '%s' is not a path: %s".formatted(folder, malformed.getReason()), malformed);
        }
    }

    /** Imports BLiMP's agreement paradigms and stores them as a data set. */
    public interface BlimpImport {

        /**
         * Reads the published files from a folder.
         *
         * @throws InvalidInputException if it does not hold them
         */
        DataSet read(Path folder);

        /**
         * Downloads the published files.
         *
         * @throws InvalidInputException if they cannot be had or are not the published ones
         */
        DataSet download();
    }

    /** The contract's BlimpRequest. */
    record BlimpRequest(@Nullable String folder, @Nullable Boolean download) {}
}
