package dev.mixlab.web.share;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.InternalRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which requests can be part of a share: those of an explicit list of operations, and only for finished runs,
 * so that a share always shows the same.
 */
public final class SharePolicy {

    /** The runs that a request reads: none, one, two, that of a score run, or those of compared items. */
    private enum Subject {
        NO_RUN,
        RUN,
        TWO_RUNS,
        SCORES,
        ITEMS
    }

    /** The operations that can be shared, each with the runs that it reads. */
    private static final Map<String, Subject> SHAREABLE = Map.ofEntries(
            Map.entry("listMethods", Subject.NO_RUN),
            Map.entry("listEvaluations", Subject.NO_RUN),
            Map.entry("getRun", Subject.RUN),
            Map.entry("getMetrics", Subject.RUN),
            Map.entry("getScoreRun", Subject.SCORES),
            Map.entry("listExamples", Subject.SCORES),
            Map.entry("getExample", Subject.SCORES),
            Map.entry("getMaps", Subject.SCORES),
            Map.entry("analyseSentence", Subject.NO_RUN),
            Map.entry("scoreSentence", Subject.NO_RUN),
            Map.entry("getExampleEvaluation", Subject.SCORES),
            Map.entry("listEvaluated", Subject.SCORES),
            Map.entry("getFigures", Subject.SCORES),
            Map.entry("getValues", Subject.SCORES),
            Map.entry("getComparisons", Subject.SCORES),
            Map.entry("getDeletion", Subject.SCORES),
            Map.entry("getProbing", Subject.SCORES),
            Map.entry("getQuantities", Subject.SCORES),
            Map.entry("getCorrelations", Subject.SCORES),
            Map.entry("getSpread", Subject.SCORES),
            Map.entry("compare", Subject.ITEMS),
            Map.entry("getDifferences", Subject.TWO_RUNS));

    private final Runs runs;
    private final ScoreRuns scores;

    public SharePolicy(Runs runs, ScoreRuns scores) {
        this.runs = runs;
        this.scores = scores;
    }

    /** Returns the ids of all operations that can be part of a share. */
    static Set<String> shareable() {
        return SHAREABLE.keySet();
    }

    static boolean isShareable(String operationId) {
        return SHAREABLE.containsKey(operationId);
    }

    /**
     * Checks that everything that a request reads exists and is finished.
     *
     * @throws InvalidInputException if it is not, with the run in the message
     */
    void check(InternalRequest request) {
        Subject subject = SHAREABLE.get(request.operationId());
        if (subject == null) {
            throw new InvalidInputException(request.operationId() + " does not read finished results");
        }
        try {
            runs(subject, request.inputs()).forEach(this::checkFinished);
        } catch (NotFoundException missing) {
            throw new InvalidInputException(String.valueOf(missing.getMessage()), missing);
        }
    }

    private Set<RunId> runs(Subject subject, Inputs inputs) {
        return switch (subject) {
            case NO_RUN -> Set.of();
            case RUN -> Set.of(Ids.run(inputs));
            case TWO_RUNS -> new HashSet<>(List.of(Ids.run(inputs), Ids.otherRun(inputs)));
            case SCORES -> Set.of(scores.get(Ids.scoreRun(inputs)).run());
            case ITEMS -> compared(inputs);
        };
    }

    private void checkFinished(RunId id) {
        RunState state = runs.get(id).state();
        if (!state.isFinal()) {
            throw new InvalidInputException("run %s is %s; only finished results can be shared"
                    .formatted(id, state.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Returns the runs of items, which are written "score run,method,aggregation". */
    private Set<RunId> compared(Inputs inputs) {
        return inputs.texts("item").stream()
                .map(item -> item.split(",", 2)[0])
                .map(id -> scores.get(Ids.scoreRun(id)).run())
                .collect(Collectors.toSet());
    }
}
