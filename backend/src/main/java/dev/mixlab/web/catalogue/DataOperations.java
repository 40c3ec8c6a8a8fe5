package dev.mixlab.web.catalogue;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.common.PlainText;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.cues.CueChange;
import dev.mixlab.data.cues.CueCorrection;
import dev.mixlab.data.cues.CueRule;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.NewDataSet;
import dev.mixlab.web.catalogue.CatalogueJson.DataSetJson;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads single data sets with their pairs, corrects their cue words, and deletes them. */
public final class DataOperations implements Operations {

    private static final int LISTED = 50;

    private final DataSets sets;

    public DataOperations(DataSets sets) {
        this.sets = sets;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getData", inputs -> Answer.ok(DataSetJson.of(sets.get(inputs.text("dataId")), sets)));
        table.answer("deleteData", this::delete);
        table.answer("listPairs", this::listPairs);
        table.answer("listCueChanges", this::listChanges);
        table.answer("correctCues", this::correct);
    }

    private Answer delete(Inputs inputs) {
        String id = inputs.text("dataId");
        if (id.equals(SampleData.ID)) {
            throw new ConflictException("data set '%s' belongs to the program and cannot be deleted".formatted(id));
        }
        sets.delete(id);
        return Answer.nothing();
    }

    private Answer listPairs(Inputs inputs) {
        AgreementData data = sets.open(inputs.text("dataId"));
        Predicate<AgreementExample> wanted = filter(inputs);
        String split = inputs.optionalText("split");
        List<PairJson.Pair> pairs = new ArrayList<>();
        for (String half : List.of("train", "test")) {
            if (split == null || split.equals(half)) {
                (half.equals("train") ? data.train() : data.test())
                        .stream().filter(wanted).forEach(example -> pairs.add(PairJson.Pair.of(example, half)));
            }
        }
        return Answer.ok(page(inputs, pairs));
    }

    private static Predicate<AgreementExample> filter(Inputs inputs) {
        String paradigm = inputs.optionalText("paradigm");
        String label = inputs.optionalText("label");
        String search = inputs.optionalText("search");
        String low = search == null ? "" : search.toLowerCase(Locale.ROOT);
        return example -> (paradigm == null || paradigm.equals(example.paradigm()))
                && (label == null || label.equals(example.label()))
                && (low.isEmpty()
                        || example.sentence().text().toLowerCase(Locale.ROOT).contains(low));
    }

    private static <T> Page<T> page(Inputs inputs, List<T> all) {
        PageRequest page = new PageRequest(inputs.number("offset"), inputs.number("limit"));
        int from = Math.min(page.offset(), all.size());
        int to = (int) Math.min((long) from + page.limit(), all.size());
        return new Page<>(all.subList(from, to), all.size());
    }

    private Answer listChanges(Inputs inputs) {
        DataSet set = sets.get(inputs.text("dataId"));
        if (set.parent() == null) {
            return Answer.ok(page(inputs, List.of()));
        }
        AgreementData data = sets.open(set.id());
        return Answer.ok(page(inputs, PairJson.Change.of(CueChange.between(sets.open(set.parent()), data), data)));
    }

    private Answer correct(Inputs inputs) {
        DataSet old = sets.get(inputs.text("dataId"));
        AgreementData before = sets.open(old.id());
        CueRequest request = inputs.body(CueRequest.class);
        String name = request.name() == null || request.name().isBlank()
                ? old.name() + ", cues corrected"
                : PlainText.require("the name of a data set", request.name().strip());
        CueCorrection.Corrected corrected = request.correction().of(before, old.id(), name);
        List<CueChange> changes = CueChange.between(before, corrected.data());
        boolean dry = Boolean.TRUE.equals(request.dryRun());
        if (changes.isEmpty() && !dry) {
            throw new InvalidInputException(
                    "the corrections change no cue word of data set '%s', so there is no new version"
                            .formatted(old.id()));
        }
        DataSetJson stored = dry
                ? null
                : DataSetJson.of(
                        NewDataSet.register(
                                sets,
                                corrected.data(),
                                new DataOrigin("cues of “%s” corrected".formatted(old.name()), old.id()),
                                inputs.sender().owner()),
                        sets);
        PairJson.Corrected answer = new PairJson.Corrected(
                stored,
                changes.size(),
                PairJson.Change.of(changes.subList(0, Math.min(LISTED, changes.size())), corrected.data()),
                corrected.unmatched());
        return stored == null
                ? Answer.ok(answer)
                : Answer.created(Contract.BASE + "/data/" + stored.data().id(), answer);
    }

    /** The contract's CueCorrection. */
    record CueRequest(
            @Nullable String name,
            @Nullable List<CueRule> rules,
            @Nullable List<PairCues> pairs,
            @Nullable Boolean dryRun) {

        CueCorrection correction() {
            Map<String, List<Integer>> single = new LinkedHashMap<>();
            for (PairCues pair : pairs == null ? List.<PairCues>of() : pairs) {
                single.put(pair.id(), pair.cues());
            }
            return new CueCorrection(rules == null ? List.of() : rules, single);
        }
    }

    /** The cue words of one pair. */
    record PairCues(String id, List<Integer> cues) {}
}
