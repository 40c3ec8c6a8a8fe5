package dev.mixlab.run.catalogue;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.DataCounts;
import java.util.List;

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
     * @throws dev.mixlab.common.ConflictException if the id is taken by other content
     */
    DataSet register(AgreementData data, DataOrigin origin);

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
