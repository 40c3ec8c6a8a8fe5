package dev.mixlab.run.catalogue;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.DataCounts;
import dev.mixlab.run.id.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to registered data sets. Their content is stored, so that no run depends on a folder that may be deleted. */
public interface DataSets {

    /** Returns all data sets, the earliest first. */
    List<DataSet> list();

    /**
     * Returns the data set with an id.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    DataSet get(String id);

    /**
     * The counts of the pairs of a data set: read, used and dropped.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     */
    DataCounts counts(String id);

    /**
     * The examples of a data set.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     */
    AgreementData open(String id);

    /**
     * Stores a data set, unless one with the same id and the same content is stored already, and returns it.
     *
     * @param owner the account that brings it; null where nobody is signed in. One that is stored already stays whose it is
     * @throws dev.mixlab.common.ConflictException if the id is taken by other content
     */
    DataSet register(AgreementData data, DataOrigin origin, @Nullable AccountId owner);

    /** Stores a data set that belongs to nobody. */
    default DataSet register(AgreementData data, DataOrigin origin) {
        return register(data, origin, null);
    }

    /** Returns what uses a data set: runs, and data sets that are new versions of it. */
    List<Use> uses(String id);

    /**
     * Deletes a data set.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     * @throws dev.mixlab.common.ConflictException if something uses it, which the message names
     */
    void delete(String id);

    /**
     * What uses a data set.
     *
     * @param kind {@code run} or {@code data}
     * @param id its id
     * @param name its name
     */
    record Use(String kind, String id, String name) {}
}
