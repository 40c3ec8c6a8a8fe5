package dev.mixlab.run.listing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which runs a list has: those that fulfil all of it.
 *
 * @param words words of which each is in the run's id, name, tags, notes, model, data set, seed or owner, whatever the case of its letters
 * @param state its state; null for any
 * @param models ids of models, of which the run starts from one; empty for any
 * @param dataSets ids of data sets, of which the run uses one; empty for any
 * @param owners ids of accounts, of which one owns the run, or {@link #NOBODY}; empty for any
 * @param tags tags, all of which the run has
 * @param starred whether it is starred; null for any
 * @param archived whether it is archived
 * @param evaluated whether a score run of it has evaluations; null for any
 * @param launched when it was launched
 * @param conditions conditions on its numbers
 * @param repeats id of the run that it repeats; null for any
 * @param sweep id of the sweep that it belongs to; null for any
 */
public record RunFilter(
        List<String> words,
        @Nullable RunState state,
        List<String> models,
        List<String> dataSets,
        List<String> owners,
        List<String> tags,
        @Nullable Boolean starred,
        Archived archived,
        @Nullable Boolean evaluated,
        Period launched,
        List<RunCondition> conditions,
        @Nullable RunId repeats,
        @Nullable SweepId sweep) {

    /** Stands among owners for runs that nobody owns. */
    public static final String NOBODY = "nobody";

    /** Whether archived runs are listed. */
    public enum Archived {
        HIDDEN,
        ONLY,
        INCLUDED
    }

    /**
     * A period.
     *
     * @param from its beginning; null for any time
     * @param until its end, which does not belong to it; null for any time
     */
    public record Period(@Nullable Instant from, @Nullable Instant until) {

        public static final Period ALWAYS = new Period(null, null);

        public Period {
            if (from != null && until != null && until.isBefore(from)) {
                throw new InvalidInputException(
                        "a period ends after its beginning, not from %s until %s".formatted(from, until));
            }
        }
    }

    public RunFilter {
        words = List.copyOf(words);
        models = List.copyOf(models);
        dataSets = List.copyOf(dataSets);
        owners = List.copyOf(owners);
        tags = List.copyOf(tags);
        conditions = List.copyOf(conditions);
    }

    /** Returns the filter that lets all runs through, archived ones included. */
    public static RunFilter all() {
        return builder().build();
    }

    /** Begins a filter that lets all runs through, archived ones included. */
    public static RunFilterBuilder builder() {
        return new RunFilterBuilder();
    }

    /** Returns the words of a text. */
    public static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
