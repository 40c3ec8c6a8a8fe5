package dev.mixlab.run.listing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stored runs can be filtered by; archived runs count too.
 *
 * @param models ids of the models that runs start from, in alphabetical order
 * @param dataSets ids of the data sets of runs, in alphabetical order
 * @param tags tags of runs, in alphabetical order
 * @param owners the owners of runs by name; those whose account is gone come last, then nobody, where runs have no owner
 */
public record RunChoices(List<Choice> models, List<Choice> dataSets, List<Choice> tags, List<OwnerChoice> owners) {

    public RunChoices {
        models = List.copyOf(models);
        dataSets = List.copyOf(dataSets);
        tags = List.copyOf(tags);
        owners = List.copyOf(owners);
    }

    /**
     * A value of a filter.
     *
     * @param value the value
     * @param runs number of runs that have it
     */
    public record Choice(String value, long runs) {}

    /**
     * An owner.
     *
     * @param value id of the account, or {@link RunFilter#NOBODY}
     * @param name the name that others see; null where the account is gone, and for nobody
     * @param runs number of their runs
     */
    public record OwnerChoice(String value, @Nullable String name, long runs) {}
}
