package dev.mixlab.app.server;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.blimp.BlimpData;
import dev.mixlab.data.blimp.BlimpDownload;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.web.catalogue.CatalogueOperations.BlimpImport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings BLiMP's agreement paradigms into the database. */
final class BlimpLibrary implements BlimpImport {

    /** Seed of balancing and of the split. */
    private static final long SEED = 42;

    private static final int LONGEST_NAME = 120;

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

    /** Stores the data of a folder once; content that differs from that of the first folder gets an id and a name of its own. */
    @Override
    public DataSet read(Path source, @Nullable AccountId owner) {
        return read(source, new DataOrigin("BLiMP, from the folder %s".formatted(lastName(source))), owner);
    }

    private static String lastName(Path source) {
        Path name = source.toAbsolutePath().normalize().getFileName();
        return name == null ? "/" : name.toString();
    }

    private DataSet read(Path source, DataOrigin origin, @Nullable AccountId owner) {
        return store(BlimpData.build(BlimpReader.read(source), SEED), source, origin, owner);
    }

    /** One at a time: of several that look at once, each would take itself for the first. */
    private synchronized DataSet store(AgreementData data, Path source, DataOrigin origin, @Nullable AccountId owner) {
        List<DataSet> stored = dataSets.list();
        Optional<DataSet> same = stored.stream()
                .filter(set -> set.sha256().equals(data.sha256()))
                .findFirst();
        boolean isFirst = stored.stream().noneMatch(set -> set.id().equals(BlimpData.ID));
        return same.orElseGet(() -> dataSets.register(isFirst ? data : named(data, source, stored), origin, owner));
    }

    private static AgreementData named(AgreementData data, Path source, List<DataSet> stored) {
        String hash = data.sha256().substring(0, 8);
        Path folder = source.toAbsolutePath().normalize().getFileName();
        String name = "%s, %s".formatted(data.name(), folder == null ? hash : folder.toString());
        int end = name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        String cut = name.substring(0, end);
        boolean taken = stored.stream().anyMatch(set -> set.name().equals(cut));
        return new AgreementData(
                "%s-%s".formatted(data.id(), hash),
                taken ? "%s (%s)".formatted(cut, hash) : cut,
                data.train(),
                data.test(),
                data.counts(),
                data.sha256());
    }

    @Override
    public DataSet download(@Nullable AccountId owner) {
        new BlimpDownload(published).into(folder);
        return read(folder, new DataOrigin("BLiMP, downloaded"), owner);
    }
}
