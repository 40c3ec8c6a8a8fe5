package dev.mixlab.web.playground;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.playground.Playground;
import dev.mixlab.run.playground.SentenceQuery;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.MapsJson;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers what a model makes of a sentence that somebody types. */
public final class PlaygroundOperations implements Operations {

    private static final Pattern COMMA = Pattern.compile(",");

    private final Playground playground;

    public PlaygroundOperations(Playground playground) {
        this.playground = playground;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answerLong("analyseSentence", inputs -> Answer.ok(playground.analyse(query(inputs))));
        table.answerLong("scoreSentence", this::score);
    }

    private Answer score(Inputs inputs) {
        Aggregation aggregation = inputs.constant("aggregation", Aggregation.class);
        String method = inputs.text("method");
        MixingMap map = ScoringMethods.of(method).info().aggregate(playground.map(query(inputs), method), aggregation);
        return inputs.binary()
                ? Answer.binary(MapsJson.binary(map), MapsJson.headers(map))
                : Answer.ok(MapsJson.of(map, aggregation));
    }

    private static SentenceQuery query(Inputs inputs) {
        return new SentenceQuery(
                inputs.text("modelId"),
                inputs.text("text"),
                inputs.optionalText("badText"),
                inputs.optionalNumber("target"),
                !Boolean.FALSE.equals(inputs.optionalFlag("maskTarget")),
                words(inputs.optionalText("blankedOut")));
    }

    private static List<Integer> words(@Nullable String indices) {
        return indices == null
                ? List.of()
                : COMMA.splitAsStream(indices).map(Integer::valueOf).toList();
    }
}
