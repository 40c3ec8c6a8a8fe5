package dev.mixlab.evaluation;

import java.util.List;

/**
 * What an evaluation says of itself. Menus, the API and the tests over all evaluations follow from it.
 *
 * @param id short name
 * @param name the name to show
 * @param paper where it comes from
 * @param description one or two sentences on what it tells
 * @param standard whether it is made where a launch names none
 * @param measures what it gives per sentence, layer and view; none where its result has another shape
 */
public record EvaluationInfo(
        String id, String name, String paper, String description, boolean standard, List<Measure> measures) {

    public EvaluationInfo {
        measures = List.copyOf(measures);
    }
}
