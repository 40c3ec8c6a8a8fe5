package dev.mixlab.run.listing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change of what people note of runs. What is null or empty stays as it is.
 *
 * @param name the new name, without space around it
 * @param notes the new notes in Markdown, without space around them
 * @param tags how the tags change
 * @param starred whether the run is starred
 * @param archived whether the run is archived
 */
public record RunChange(
        @Nullable String name,
        @Nullable String notes,
        TagChange tags,
        @Nullable Boolean starred,
        @Nullable Boolean archived) {

    /** Largest number of tags of a run. */
    public static final int MOST_TAGS = 20;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_NOTES = 20_000;
    private static final int LONGEST_TAG = 40;

    public RunChange {
        name = name == null ? null : checkedName(name);
        notes = notes == null ? null : checkedNotes(notes);
    }

    /**
     * A change of the tags of a run.
     *
     * @param all all tags that the run has afterwards; null to leave those that are neither added nor removed
     * @param added tags that the run gets
     * @param removed tags that the run loses
     */
    public record TagChange(@Nullable List<String> all, List<String> added, List<String> removed) {

        public static final TagChange NONE = new TagChange(null, List.of(), List.of());

        public TagChange {
            all = all == null ? null : checkedTags(all);
            added = checkedTags(added);
            removed = checkedTags(removed);
        }

        /** Returns whether no tag changes. */
        public boolean isNone() {
            return all == null && added.isEmpty() && removed.isEmpty();
        }

        /** Returns the tags of a run after the change, in alphabetical order. */
        public List<String> appliedTo(List<String> tags) {
            TreeSet<String> changed = new TreeSet<>(all == null ? tags : all);
            changed.addAll(added);
            removed.forEach(changed::remove);
            return List.copyOf(changed);
        }
    }

    private static List<String> checkedTags(List<String> tags) {
        TreeSet<String> checked = new TreeSet<>();
        for (String tag : tags) {
            String plain = PlainText.require("a tag", tag.strip());
            if (plain.isEmpty() || PlainText.length(plain) > LONGEST_TAG) {
                throw new InvalidInputException("a tag has 1 to %s characters, not %s: '%s'"
                        .formatted(LONGEST_TAG, PlainText.length(plain), plain));
            }
            checked.add(plain);
        }
        return List.copyOf(checked);
    }

    private static String checkedName(String name) {
        String plain = PlainText.require("the name of a run", name.strip());
        if (plain.isEmpty() || PlainText.length(plain) > LONGEST_NAME) {
            throw new InvalidInputException("the name of a run has 1 to %s characters, not %s"
                    .formatted(LONGEST_NAME, PlainText.length(plain)));
        }
        return plain;
    }

    private static String checkedNotes(String notes) {
        String plain = notes.strip();
        plain.lines().forEach(line -> PlainText.require("a line of the notes on a run", line.replace('\t', ' ')));
        if (PlainText.length(plain) > LONGEST_NOTES) {
            throw new InvalidInputException("the notes on a run have at most %s characters, not %s"
                    .formatted(LONGEST_NOTES, PlainText.length(plain)));
        }
        return plain;
    }
}
