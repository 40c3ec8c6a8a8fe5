package dev.mixlab.run.listing;

import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.listing.RunFilter.Archived;
import dev.mixlab.run.listing.RunFilter.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a filter from what it asks for. A part that is not named lets all runs through. */
public final class RunFilterBuilder {

    private List<String> words = List.of();
    private @Nullable RunState state;
    private List<String> models = List.of();
    private List<String> dataSets = List.of();
    private List<String> owners = List.of();
    private List<String> tags = List.of();
    private @Nullable Boolean starred;
    private Archived archived = Archived.INCLUDED;
    private @Nullable Boolean evaluated;
    private Period launched = Period.ALWAYS;
    private List<RunCondition> conditions = List.of();
    private @Nullable RunId repeats;
    private @Nullable SweepId sweep;

    RunFilterBuilder() {}

    public RunFilterBuilder words(List<String> value) {
        words = value;
        return this;
    }

    public RunFilterBuilder state(@Nullable RunState value) {
        state = value;
        return this;
    }

    public RunFilterBuilder models(List<String> value) {
        models = value;
        return this;
    }

    public RunFilterBuilder dataSets(List<String> value) {
        dataSets = value;
        return this;
    }

    public RunFilterBuilder owners(List<String> value) {
        owners = value;
        return this;
    }

    public RunFilterBuilder tags(List<String> value) {
        tags = value;
        return this;
    }

    public RunFilterBuilder starred(@Nullable Boolean value) {
        starred = value;
        return this;
    }

    public RunFilterBuilder archived(Archived value) {
        archived = value;
        return this;
    }

    public RunFilterBuilder evaluated(@Nullable Boolean value) {
        evaluated = value;
        return this;
    }

    public RunFilterBuilder launched(Period value) {
        launched = value;
        return this;
    }

    public RunFilterBuilder conditions(List<RunCondition> value) {
        conditions = value;
        return this;
    }

    public RunFilterBuilder repeats(@Nullable RunId value) {
        repeats = value;
        return this;
    }

    public RunFilterBuilder sweep(@Nullable SweepId value) {
        sweep = value;
        return this;
    }

    /** Returns the filter. */
    public RunFilter build() {
        return new RunFilter(
                words,
                state,
                models,
                dataSets,
                owners,
                tags,
                starred,
                archived,
                evaluated,
                launched,
                conditions,
                repeats,
                sweep);
    }
}
