package dev.mixlab.web.evaluations;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.ItemComparison;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Run;
import dev.mixlab.run.Runs;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.problem.Problem.InputError;
import dev.mixlab.web.http.problem.RefusedRequestException;
import dev.mixlab.web.json.ConstantNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares methods, checkpoints and runs over the sentences that they have in common. */
public final class CompareOperations implements Operations {

    private final Runs runs;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;
    private final Checkpoints checkpoints;

    public CompareOperations(Runs runs, ScoreRuns scores, EvaluationRuns evaluations, Checkpoints checkpoints) {
        this.runs = runs;
        this.scores = scores;
        this.evaluations = evaluations;
        this.checkpoints = checkpoints;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("compare", this::compare);
        table.answerLong("getDifferences", this::differences);
    }

    private Answer differences(Inputs inputs) {
        Run first = finished(Ids.run(inputs));
        Run second = finished(Ids.otherRun(inputs));
        RunDifferences differences = RunDifferences.between(first, second, scores, evaluations);
        PageRequest page = new PageRequest(inputs.number("offset"), inputs.number("limit"));
        return Answer.ok(DifferencesJson.of(first, second, differences, sameWeights(first, second), page));
    }

    private Run finished(RunId id) {
        Run run = runs.get(id);
        if (!run.state().isFinal()) {
            throw new ConflictException("run %s is %s; figures of two runs can be compared once both are finished"
                    .formatted(id, ConstantNames.of(run.state())));
        }
        return run;
    }

    /** Tells whether the fine-tuned weights are the same byte for byte; null where a run has none, or they were deleted. */
    private @Nullable Boolean sameWeights(Run first, Run second) {
        String hash = weights(first);
        String other = weights(second);
        return (hash == null || other == null) ? null : hash.equals(other);
    }

    private @Nullable String weights(Run run) {
        try {
            CheckpointId id = run.results().checkpoint();
            return id == null ? null : checkpoints.get(id).sha256();
        } catch (NotFoundException deleted) {
            return null;
        }
    }

    /** An item with everything that is stored about it. */
    record Item(Run run, ScoreRun scores, MethodVariant variant, MeasureValues column) {}

    private Answer compare(Inputs inputs) {
        String measure = inputs.text("measure");
        String group = inputs.text("group");
        List<Item> items =
                inputs.texts("item").stream().map(text -> item(text, measure)).toList();
        List<int[]> sentences = commonSentences(items, group);
        ItemComparison comparison = ItemComparison.of(
                IntStream.range(0, items.size())
                        .mapToObj(i -> new ItemComparison.Item(items.get(i).column(), sentences.get(i)))
                        .toList(),
                group,
                items.get(0).run().spec().evaluating());
        return Answer.ok(CompareJson.of(measure, group, items, comparison));
    }

    private Item item(String text, String measure) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw refused(text, "is not scoreRunId,method,aggregation");
        }
        ScoreRun scored = scores.get(Ids.scoreRun(parts[0]));
        MethodVariant variant = new MethodVariant(parts[1], aggregation(text, parts[2]));
        if (!scored.methods().contains(variant.method())) {
            throw refused(text, "names a method that score run %s does not have".formatted(scored.id()));
        }
        return new Item(runs.get(scored.run()), scored, variant, evaluations.column(scored.id(), measure, variant));
    }

    private static Aggregation aggregation(String text, String id) {
        return ConstantNames.find(Aggregation.class, id).orElseThrow(() -> refused(text, "names no known aggregation"));
    }

    private static RefusedRequestException refused(String item, String rule) {
        return new RefusedRequestException(List.of(new InputError("item", "'%s' %s".formatted(item, rule))));
    }

    /**
     * Returns for each item the indices of the sentences that belong to the group in every score run, in the same
     * order for all.
     */
    private List<int[]> commonSentences(List<Item> items, String group) {
        Map<ScoreRunId, Map<String, Integer>> placesByScoreRun = new HashMap<>();
        List<Map<String, Integer>> places = items.stream()
                .map(item -> placesByScoreRun.computeIfAbsent(item.scores().id(), id -> places(item.scores(), group)))
                .toList();
        List<String> ids = places.get(0).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .filter(id -> places.stream().allMatch(other -> other.containsKey(id)))
                .toList();
        return places.stream().map(itemPlaces -> indices(itemPlaces, ids)).toList();
    }

    private static int[] indices(Map<String, Integer> places, List<String> ids) {
        return ids.stream()
                .mapToInt(id -> Objects.requireNonNull(places.get(id)))
                .toArray();
    }

    /** Returns the index of every sentence of a group, by the id of its example. */
    private Map<String, Integer> places(ScoreRun scored, String group) {
        List<ScoreRow> rows = SentenceRows.of(scores, scored);
        Map<String, Integer> places = new HashMap<>();
        for (int index : evaluations.group(scored.id(), group).members()) {
            places.put(rows.get(index).id(), index);
        }
        return places;
    }
}
