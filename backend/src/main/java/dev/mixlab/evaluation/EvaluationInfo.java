package dev.mixlab.evaluation;

import dev.mixlab.data.DataNeed;
import java.util.List;

/**
 * The description of an evaluation. Menus, the API and the tests over all evaluations follow from it.
 *
 * @param id short name
 * @param name the name to show
 * @param paper the paper that it comes from
 * @param description one or two sentences on its meaning
 * @param standard whether it is run if a launch names no evaluations
 * @param needs what the data set must have
 * @param measures its measures per sentence, layer and variant; none if its result has another shape
 */
public record EvaluationInfo(
        String id,
        String name,
        String paper,
        String description,
        boolean standard,
        List<DataNeed> needs,
        List<Measure> measures) {

    public EvaluationInfo {
        needs = List.copyOf(needs);
        measures = List.copyOf(measures);
    }
}
