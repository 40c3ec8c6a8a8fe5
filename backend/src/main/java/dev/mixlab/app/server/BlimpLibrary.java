package dev.mixlab.app.server;

import dev.mixlab.data.blimp.BlimpData;
import dev.mixlab.data.blimp.BlimpDownload;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.web.catalogue.CatalogueOperations.BlimpImport;
import java.net.URI;
import java.nio.file.Path;

/** Brings BLiMP's agreement paradigms into the database. */
final class BlimpLibrary implements BlimpImport {

    /** Seed of balancing and of the split. */
    private static final long SEED = 42;

    private final DataSets dataSets;
    private final URI published;
    private final Path folder;

    /**
     * A way into the database.
     *
     * @param published the address under which the published files lie
     * @param folder where downloaded files go
     */
    BlimpLibrary(DataSets dataSets, URI published, Path folder) {
        this.dataSets = dataSets;
        this.published = published;
        this.folder = folder;
    }

    @Override
    public DataSet read(Path source) {
        return dataSets.register(BlimpData.build(BlimpReader.read(source), SEED));
    }

    @Override
    public DataSet download() {
        new BlimpDownload(published).into(folder);
        return read(folder);
    }
}
