package dev.mixlab.web.runs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.listing.RunCondition;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunFilter.Archived;
import dev.mixlab.run.listing.RunFilter.Period;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.access.Sender;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's RunFilter: what a list of runs is asked for, in the query of an address or in a body. */
record RunFilterRequest(
        @Nullable String search,
        @Nullable RunState state,
        @Nullable List<String> model,
        @Nullable List<String> data,
        @Nullable List<String> owner,
        @Nullable List<String> tag,
        @Nullable Boolean starred,
        @Nullable Archived archived,
        @Nullable Boolean evaluated,
        @Nullable String launchedFrom,
        @Nullable String launchedUntil,
        @Nullable List<String> where,
        @Nullable String repeats,
        @Nullable String sweep) {

    /** Stands for the account of whoever asks. */
    private static final String ME = "me";

    static RunFilterRequest of(Inputs inputs) {
        return new RunFilterRequest(
                inputs.optionalText("search"),
                inputs.optionalConstant("state", RunState.class),
                inputs.optionalTexts("model"),
                inputs.optionalTexts("data"),
                inputs.optionalTexts("owner"),
                inputs.optionalTexts("tag"),
                inputs.optionalFlag("starred"),
                inputs.optionalConstant("archived", Archived.class),
                inputs.optionalFlag("evaluated"),
                inputs.optionalText("launchedFrom"),
                inputs.optionalText("launchedUntil"),
                inputs.optionalTexts("where"),
                inputs.optionalText("repeats"),
                inputs.optionalText("sweep"));
    }

    /**
     * Returns the filter.
     *
     * @param sender who asks, whose runs an owner called {@code me} stands for
     * @throws InvalidInputException if a part is none, or somebody without an account asks for their own runs
     */
    RunFilter filter(Sender sender) {
        return RunFilter.builder()
                .words(RunFilter.words(search))
                .state(state)
                .models(listed(model))
                .dataSets(listed(data))
                .owners(listed(owner).stream().map(one -> owner(one, sender)).toList())
                .tags(listed(tag))
                .starred(starred)
                .archived(archived == null ? Archived.HIDDEN : archived)
                .evaluated(evaluated)
                .launched(new Period(time("launchedFrom", launchedFrom), time("launchedUntil", launchedUntil)))
                .conditions(listed(where).stream().map(RunCondition::parse).toList())
                .repeats(repeats == null ? null : Ids.run(repeats))
                .sweep(sweep == null ? null : Ids.sweep(sweep))
                .build();
    }

    private static String owner(String value, Sender sender) {
        if (!value.equals(ME)) {
            return value;
        }
        AccountId me = sender.owner();
        if (me == null) {
            throw new InvalidInputException(
                    "owner: only those who are signed in have runs of their own, which 'me' asks for");
        }
        return me.value();
    }

    private static List<String> listed(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notOne) {
            throw new InvalidInputException(
                    "%s is a time such as 2026-03-01T12:00:00Z, not '%s'".formatted(name, text), notOne);
        }
    }
}
