package dev.mixlab.web.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.id.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models and data sets with what the contract adds to them. */
final class CatalogueJson {

    private CatalogueJson() {}

    /**
     * The contract's Model.
     *
     * @param model the model, whose fields stand beside the other
     * @param checkpointOf the run that produced it; null for a built-in model
     */
    record ModelJson(
            @JsonUnwrapped ModelEntry model, @Nullable RunId checkpointOf) {}

    /**
     * The contract's DataSet.
     *
     * @param data the data set, whose fields stand beside the others
     * @param pairs number of pairs in both splits
     * @param paradigms numbers of pairs by paradigm
     */
    record DataSetJson(@JsonUnwrapped DataSet data, int pairs, List<ParadigmCount> paradigms) {

        static DataSetJson of(DataSet data) {
            return new DataSetJson(
                    data,
                    data.train() + data.test(),
                    data.paradigms().entrySet().stream()
                            .map(entry -> new ParadigmCount(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    /** The number of pairs of one paradigm. */
    record ParadigmCount(String paradigm, int count) {}
}
