package dev.mixlab.run.listing;

import java.util.List;

/**
 * What the stored runs can be filtered by; archived runs count too.
 *
 * @param models ids of the models that runs start from, in alphabetical order
 * @param dataSets ids of the data sets of runs, in alphabetical order
 * @param tags tags of runs, in alphabetical order
 */
public record RunChoices(List<Choice> models, List<Choice> dataSets, List<Choice> tags) {

    public RunChoices {
        models = List.copyOf(models);
        dataSets = List.copyOf(dataSets);
        tags = List.copyOf(tags);
    }

    /**
     * A value of a filter.
     *
     * @param value the value
     * @param runs number of runs that have it
     */
    public record Choice(String value, long runs) {}
}
