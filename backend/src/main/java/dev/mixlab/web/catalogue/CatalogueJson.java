package dev.mixlab.web.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.FineTuned;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.catalogue.ModelUse;
import dev.mixlab.run.id.RunId;
import dev.mixlab.text.DropReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Models and data sets with what the contract adds to them. */
final class CatalogueJson {

    private CatalogueJson() {}

    /**
     * The contract's Model.
     *
     * @param model the model, whose fields stand beside the other
     * @param checkpointOf the run that produced it; null for another model
     * @param fineTuned how it was fine-tuned; null for a model that is no checkpoint
     * @param usedBy the runs that start from it
     */
    record ModelJson(
            @JsonUnwrapped ModelEntry model,
            @Nullable RunId checkpointOf,
            @Nullable FineTuned fineTuned,
            List<ModelUse> usedBy) {

        static ModelJson of(ModelEntry model, Map<String, FineTuned> fineTuned, Map<String, List<ModelUse>> uses) {
            ModelOrigin origin = model.about().origin();
            return new ModelJson(
                    model,
                    origin.kind() == ModelOrigin.Kind.RUN ? new RunId(origin.source()) : null,
                    fineTuned.get(model.id()),
                    uses.getOrDefault(model.id(), List.of()));
        }
    }

    /**
     * The contract's DataSet.
     *
     * @param data the data set, whose fields stand beside the others
     * @param pairs number of pairs in both splits
     * @param paradigms numbers of pairs by paradigm
     * @param labels numbers of pairs by label
     * @param cued number of pairs with cue words
     * @param read number of pairs that were read
     * @param dropped why pairs are left out of both splits
     * @param notOffered the evaluations that cannot be made of it, and why
     * @param usedBy what uses it
     */
    record DataSetJson(
            @JsonUnwrapped DataSet data,
            int pairs,
            List<ParadigmCount> paradigms,
            List<LabelCount> labels,
            int cued,
            int read,
            List<Dropped> dropped,
            List<NotOffered> notOffered,
            List<DataSets.Use> usedBy) {

        static DataSetJson of(DataSet data, DataSets sets) {
            return of(data, sets.counts(data.id()), sets.uses(data.id()));
        }

        private static DataSetJson of(DataSet data, DataCounts counts, List<DataSets.Use> uses) {
            Map<String, Integer> labels = data.labels() == null ? numbers(counts) : data.labels();
            return new DataSetJson(
                    data,
                    data.pairs(),
                    data.paradigms().entrySet().stream()
                            .map(entry -> new ParadigmCount(entry.getKey(), entry.getValue()))
                            .toList(),
                    labels.entrySet().stream()
                            .map(entry -> new LabelCount(entry.getKey(), entry.getValue()))
                            .toList(),
                    data.cued() == null ? data.pairs() : data.cued(),
                    counts.read(),
                    Dropped.of(counts),
                    NotOffered.of(data),
                    uses);
        }

        /** The labels of a set that an earlier version has stored, which counted numbers only. */
        private static Map<String, Integer> numbers(DataCounts counts) {
            Map<String, Integer> numbers = new TreeMap<>();
            for (DataCounts.OfParadigm paradigm : counts.paradigms()) {
                numbers.merge(GrammaticalNumber.SINGULAR.label(), paradigm.singular(), Integer::sum);
                numbers.merge(GrammaticalNumber.PLURAL.label(), paradigm.plural(), Integer::sum);
            }
            return numbers;
        }
    }

    /**
     * An evaluation that cannot be made of a data set.
     *
     * @param evaluation its id
     * @param reason a whole sentence
     */
    record NotOffered(String evaluation, String reason) {

        static List<NotOffered> of(DataSet data) {
            return Evaluations.infos().stream()
                    .flatMap(info -> Evaluations.notOffered(info, data::lacks).stream()
                            .map(lack -> new NotOffered(
                                    info.id(),
                                    "%s is not offered for the data set “%s”: %s."
                                            .formatted(info.name(), data.name(), lack))))
                    .toList();
        }
    }

    /** The number of pairs with one label. */
    record LabelCount(String label, int count) {}

    /**
     * Pairs that are left out for one reason.
     *
     * @param reason id of the reason
     * @param meaning the reason in words
     * @param count number of pairs
     * @param where file and line of the first of them
     */
    record Dropped(String reason, String meaning, int count, List<String> where) {

        private static final int NAMED = 20;

        static List<Dropped> of(DataCounts counts) {
            Map<DropReason, Integer> numbers = new EnumMap<>(DropReason.class);
            counts.paradigms()
                    .forEach(paradigm ->
                            paradigm.dropped().forEach((reason, count) -> numbers.merge(reason, count, Integer::sum)));
            return numbers.entrySet().stream()
                    .map(entry -> of(entry.getKey(), entry.getValue(), counts.dropped()))
                    .toList();
        }

        private static Dropped of(DropReason reason, int count, List<DroppedPair> pairs) {
            List<String> first = pairs.stream()
                    .filter(pair -> pair.reason() == reason)
                    .limit(NAMED)
                    .map(DroppedPair::where)
                    .toList();
            return new Dropped(reason.id(), reason.meaning(), count, first);
        }
    }

    /** The number of pairs of one paradigm. */
    record ParadigmCount(String paradigm, int count) {}
}
