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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which requests can be part of a share: those on an explicit list, of runs in which nothing will happen any more, so
 * that a share shows the same for ever.
 */
public final class SharePolicy {

    /** What a request is about. */
    private enum Subject {
        NO_RUN,
        RUN,
        SCORES,
        ITEMS
    }

    /** Operations that may be shared, and what a request for each is about. */
    private static final Map<String, Subject> SHAREABLE = Map.ofEntries(
            Map.entry("listMethods", Subject.NO_RUN),
            Map.entry("listEvaluations", Subject.NO_RUN),
            Map.entry("getRun", Subject.RUN),
            Map.entry("getMetrics", Subject.RUN),
            Map.entry("getScoreRun", Subject.SCORES),
            Map.entry("listExamples", Subject.SCORES),
            Map.entry("getExample", Subject.SCORES),
            Map.entry("getMaps", Subject.SCORES),
            Map.entry("getExampleEvaluation", Subject.SCORES),
            Map.entry("listEvaluated", Subject.SCORES),
            Map.entry("getFigures", Subject.SCORES),
            Map.entry("getValues", Subject.SCORES),
            Map.entry("getComparisons", Subject.SCORES),
            Map.entry("getDeletion", Subject.SCORES),
            Map.entry("getProbing", Subject.SCORES),
            Map.entry("getCorrelations", Subject.SCORES),
            Map.entry("getSpread", Subject.SCORES),
            Map.entry("compare", Subject.ITEMS));

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
     * Checks that all that a request asks for is there and finished.
     *
     * @throws InvalidInputException if it is not, with the run in the message
     */
    void check(InternalRequest request) {
        Subject subject = SHAREABLE.get(request.operationId());
        if (subject == null) {
            throw new InvalidInputException(request.operationId() + " does not read finished results");
        }
        try {
            about(subject, request.inputs()).forEach(this::checkFinished);
        } catch (NotFoundException missing) {
            throw new InvalidInputException(String.valueOf(missing.getMessage()), missing);
        }
    }

    private Set<RunId> about(Subject subject, Inputs inputs) {
        return switch (subject) {
            case NO_RUN -> Set.of();
            case RUN -> Set.of(Ids.run(inputs));
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

    /** The runs of items that read "score run,method,aggregation". */
    private Set<RunId> compared(Inputs inputs) {
        return inputs.texts("item").stream()
                .map(item -> item.split(",", 2)[0])
                .map(id -> scores.get(Ids.scoreRun(id)).run())
                .collect(Collectors.toSet());
    }
}
