package dev.mixlab.evaluation.suite;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.DataNeed;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.causal.CausalEvaluation;
import dev.mixlab.evaluation.cues.CueAlignmentEvaluation;
import dev.mixlab.evaluation.cues.RowMetricsEvaluation;
import dev.mixlab.evaluation.deletion.DeletionOrdersEvaluation;
import dev.mixlab.evaluation.faithfulness.FaithfulnessEvaluation;
import dev.mixlab.evaluation.probing.ProbingEvaluation;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.quantity.HeadsEvaluation;
import dev.mixlab.evaluation.quantity.LogitLensEvaluation;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.randomisation.WeightRandomisationEvaluation;
import dev.mixlab.evaluation.removal.TokenRemovalEvaluation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of all evaluations. A new one is one class and one line here. */
public final class Evaluations {

    /** Id of the evaluation that makes deletion curves. */
    public static final String DELETION_CURVES = FaithfulnessEvaluation.ID;

    private static final List<Evaluation> ALL = List.of(
            new CueAlignmentEvaluation(),
            RowMetricsEvaluation.positive(),
            RowMetricsEvaluation.words(),
            new FaithfulnessEvaluation(),
            new DeletionOrdersEvaluation(),
            new CausalEvaluation(),
            new LogitLensEvaluation(),
            new HeadsEvaluation(),
            new TokenRemovalEvaluation(),
            new WeightRandomisationEvaluation(),
            new ProbingEvaluation(ProbingMode.STANDARD),
            new ProbingEvaluation(ProbingMode.AS_PUBLISHED));

    private Evaluations() {}

    /** All evaluations, in the order in which they are run and listed in menus. */
    public static List<Evaluation> all() {
        return ALL;
    }

    /** Returns the evaluations that measure quantities of the model. */
    public static List<QuantityEvaluation> ofQuantities() {
        return ALL.stream()
                .filter(QuantityEvaluation.class::isInstance)
                .map(QuantityEvaluation.class::cast)
                .toList();
    }

    /** Returns the descriptions of all evaluations. */
    public static List<EvaluationInfo> infos() {
        return ALL.stream().map(Evaluation::info).toList();
    }

    /** Returns the ids of the evaluations that are run if a launch names none. */
    public static List<String> standardIds() {
        return infos().stream()
                .filter(EvaluationInfo::standard)
                .map(EvaluationInfo::id)
                .toList();
    }

    /**
     * Returns why an evaluation cannot be made of a data set; nothing if it can.
     *
     * @param lacks how the data set fails a need
     */
    public static Optional<String> notOffered(EvaluationInfo evaluation, Function<DataNeed, Optional<String>> lacks) {
        return evaluation.needs().stream().map(lacks).flatMap(Optional::stream).findFirst();
    }

    /** Returns those of {@link #standardIds} that can be made of a data set. */
    public static List<String> standardIds(Function<DataNeed, Optional<String>> lacks) {
        return infos().stream()
                .filter(EvaluationInfo::standard)
                .filter(info -> notOffered(info, lacks).isEmpty())
                .map(EvaluationInfo::id)
                .toList();
    }

    /**
     * Returns the evaluation of an id.
     *
     * @throws InvalidInputException if there is none
     */
    public static Evaluation of(String id) {
        return ALL.stream()
                .filter(evaluation -> evaluation.info().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("evaluations: unknown evaluation %s, only %s"
                        .formatted(id, infos().stream().map(EvaluationInfo::id).collect(Collectors.joining(", ")))));
    }

    /** Returns the evaluations of some ids, in the order of the list. */
    public static List<Evaluation> of(List<String> ids) {
        List<Evaluation> named = ids.stream().map(Evaluations::of).toList();
        return ALL.stream().filter(named::contains).toList();
    }
}
