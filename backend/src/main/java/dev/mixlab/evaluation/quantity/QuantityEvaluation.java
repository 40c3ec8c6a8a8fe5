package dev.mixlab.evaluation.quantity;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationWork;
import java.util.List;

/** An evaluation whose result is quantities of the model, stored as a {@link QuantityTable} and as {@link QuantityValues}. */
public interface QuantityEvaluation extends Evaluation {

    /** Returns the quantities, in the order of tables and menus. */
    List<Quantity> quantities();

    /**
     * Estimates the cost of resampling and storing quantities.
     *
     * @param cells layers, or layers times heads
     */
    static EvaluationCost costOfTables(EvaluationWork work, int quantities, int cells, double sentences) {
        EvaluationWork counted =
                new EvaluationWork(work.lengths(), work.model(), cells, work.scoring(), work.settings());
        double bytes = BYTES_OF_A_VALUE * quantities * cells * sentences;
        return EvaluationCost.ofMeasures(counted, quantities).plus(0, 0, bytes);
    }

    /** A value in a JSON document has about a dozen characters. */
    int BYTES_OF_A_VALUE = 12;
}
