package dev.mixlab.run.catalogue;

import dev.mixlab.data.AgreementData;
import java.util.List;

/** The registered data sets. Their content is stored, so that no run depends on a folder that may go. */
public interface DataSets {

    /** All data sets, the earliest first. */
    List<DataSet> list();

    /**
     * The data set of that id.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    DataSet get(String id);

    /**
     * The examples of a data set.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     */
    AgreementData open(String id);

    /**
     * Stores a data set; one with the same id and the same content is given back as it is.
     *
     * @throws dev.mixlab.common.ConflictException if the id is taken by other content
     */
    DataSet register(AgreementData data);
}
