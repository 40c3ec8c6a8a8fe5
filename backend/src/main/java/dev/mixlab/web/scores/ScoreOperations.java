package dev.mixlab.web.scores;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.SingleHeads;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.MapsJson;
import dev.mixlab.web.json.MethodJson;
import dev.mixlab.web.json.ScoreRunJson;
import java.util.List;

/** Answers the methods, and score runs with their sentences and maps. */
public final class ScoreOperations implements Operations {

    private final ScoreRuns scores;
    private final SingleHeads heads;
    private final List<MethodInfo> methods;

    /**
     * The operations on score runs.
     *
     * @param methods all methods, in the order of menus
     */
    public ScoreOperations(ScoreRuns scores, SingleHeads heads, List<MethodInfo> methods) {
        this.scores = scores;
        this.heads = heads;
        this.methods = List.copyOf(methods);
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer(
                "listMethods",
                inputs -> Answer.ok(methods.stream().map(MethodJson::of).toList()));
        table.answer(
                "listScoreRuns",
                inputs -> Answer.ok(
                        scores.list(null).stream().map(this::withSkipped).toList()));
        table.answer("getScoreRun", inputs -> Answer.ok(withSkipped(scores.get(Ids.scoreRun(inputs)))));
        table.answer("listExamples", this::listExamples);
        table.answer("getExample", this::getExample);
        table.answer("getMaps", this::getMaps);
    }

    private ScoreRunJson withSkipped(ScoreRun run) {
        return new ScoreRunJson(run, scores.skipped(run.id()), scores.classes(run.id()));
    }

    private Answer listExamples(Inputs inputs) {
        PageRequest page = new PageRequest(inputs.number("offset"), inputs.number("limit"));
        return Answer.ok(scores.examples(Ids.scoreRun(inputs), filter(inputs), page));
    }

    private static ScoreRuns.Filter filter(Inputs inputs) {
        String search = inputs.optionalText("search");
        return new ScoreRuns.Filter(
                inputs.optionalText("paradigm"),
                inputs.optionalText("label"),
                inputs.optionalFlag("correct"),
                search == null || search.isBlank() ? null : search);
    }

    private Answer getExample(Inputs inputs) {
        ScoreRunId id = Ids.scoreRun(inputs);
        return Answer.ok(new ExampleJson(
                scores.example(id, inputs.number("index")), scores.get(id).methods()));
    }

    private Answer getMaps(Inputs inputs) {
        Aggregation aggregation = inputs.constant("aggregation", Aggregation.class);
        MixingMap stored = maps(inputs);
        // maps as they are stored need no method, so that those of a method that is gone can still be read
        MixingMap map = aggregation == Aggregation.NONE
                ? stored
                : method(inputs.text("method")).aggregate(stored, aggregation);
        if (inputs.binary()) {
            return Answer.binary(MapsJson.binary(map), MapsJson.headers(map));
        }
        return Answer.ok(MapsJson.of(map, aggregation));
    }

    /**
     * The contract's Example.
     *
     * @param detail the sentence, whose fields stand beside the other
     * @param methods methods whose maps are stored
     */
    record ExampleJson(@JsonUnwrapped ScoreDetail detail, List<String> methods) {}

    private MixingMap maps(Inputs inputs) {
        Integer head = inputs.optionalNumber("head");
        String method = inputs.text("method");
        if (head == null) {
            return scores.map(Ids.scoreRun(inputs), inputs.number("index"), method);
        }
        return heads.head(Ids.scoreRun(inputs), inputs.number("index"), method, head);
    }

    private MethodInfo method(String id) {
        return methods.stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no method " + id));
    }
}
