package dev.mixlab.evaluation.quantity;

import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.EvaluationWork;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what single attention heads do: to the answer, exactly and by the gradient, and to the target's state, by Value Zeroing of one
 * head. It costs as many passes as there are heads, is run on a sample, and is not among the standard evaluations.
 */
public final class HeadsEvaluation implements QuantityEvaluation {

    private static final String ID = "heads";

    static final Quantity ABLATION = new Quantity(
            "head_ablation",
            "Head ablation",
            "What the good word's lead over the bad word's loses when the head's output is zero at all tokens.",
            true);
    static final Quantity IMPORTANCE = new Quantity(
            "head_importance",
            "Head importance",
            "Gradient of the good word's lead times the head's output, summed over all tokens: an estimate of head ablation by one backward pass.",
            true);
    static final Quantity ZEROING = new Quantity(
            "head_zeroing",
            "Value Zeroing of the head",
            "How far the target's state turns in total when the head's value vector of each other token is zeroed, one at a time.",
            false);
    static final Quantity CUES = new Quantity(
            "head_zeroing_cues",
            "Value Zeroing of the head, share on cues",
            "Share of the cue words in the target's row of the head's Value Zeroing, as published; the target itself counts too.",
            false);

    /** Interventions and gradients are computed in double precision. */
    private static final int DOUBLE = 2;

    /** Forward passes that one pass forwards and backwards takes. */
    private static final int BACKWARD = 4;

    /** Seconds per pass and layer: with small models, the calls of the engine take longer than their products. */
    private static final double CALLS = 1e-5;

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                ID,
                "Attention heads",
                "Michel et al. 2019; Mohebbi et al. 2023, head by head",
                "What each attention head does to the answer, by ablation and by its gradient, and to the target's state, by Value Zeroing.",
                false,
                List.of(),
                List.of());
    }

    @Override
    public List<Quantity> quantities() {
        return List.of(ABLATION, IMPORTANCE, ZEROING, CUES);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        QuantityColumns columns = new QuantityColumns(
                1,
                input.model().config().layers(),
                input.model().config().heads(),
                quantities().stream().map(Quantity::id).toList(),
                input.examples().size());
        try (HeadsWork work = new HeadsWork(input, columns)) {
            work.run();
        }
        List<Document> documents = new ArrayList<>();
        documents.add(new Document(QuantityTable.name(ID), 0, QuantityTable.of(input, columns)));
        documents.addAll(columns.documents(ID));
        return new EvaluationResult(input.examples().size(), List.of(), documents);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        Integer most = work.settings().deletionExamples();
        double sentences = most == null ? work.examples() : Math.min(most, work.examples());
        EvaluationWork.ModelWork model = work.model();
        double heads = model.heads();
        double ablation = heads * (model.layers() + 1) / 2;
        double passes = sentences * (ablation + BACKWARD + heads);
        return QuantityEvaluation.costOfTables(work, quantities().size(), model.layers() * model.heads(), sentences)
                .plus(DOUBLE * passes * model.prediction(), passes * CALLS * model.layers(), 0);
    }
}
