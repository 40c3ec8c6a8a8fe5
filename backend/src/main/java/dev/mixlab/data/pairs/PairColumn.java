package dev.mixlab.data.pairs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What a column of a file of minimal pairs can hold, with the names under which it is found where none is chosen. */
public enum PairColumn {
    GOOD("the good sentence", "good", "sentence_good", "good_sentence", "sen", "sentence", "grammatical"),
    BAD(
            "the bad sentence",
            "bad",
            "sentence_bad",
            "bad_sentence",
            "wrong_sen",
            "wrong_sentence",
            "wrong",
            "ungrammatical"),
    /** Words, or indices where all are numbers. */
    CUES("the cue words", "cues", "cue", "cue_words", "cue_word", "child", "subject"),
    /** Indices of words, from 0; beside cue words they say which of several occurrences is meant. */
    CUE_INDICES(
            "the indices of the cue words",
            "cue_indices",
            "cue_index",
            "cue_idx",
            "child_idx",
            "subject_index",
            "subject_idx",
            "subj_idx"),
    LABEL("the label", "label", "number", "class", "feature_vals"),
    PARADIGM("the paradigm", "paradigm", "uid", "phenomenon"),
    SPLIT("the split", "split", "half"),
    ID("the id", "id", "pairid", "pair_id");

    private final String meaning;
    private final String names;

    PairColumn(String meaning, String... names) {
        this.meaning = meaning;
        this.names = String.join(" ", names);
    }

    /** Returns the name in JSON and in parameters, such as {@code cue_indices}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a noun phrase that says what the column holds. */
    public String meaning() {
        return meaning;
    }

    /** Returns the names under which the column is found, in lower case, the first one that is there being taken. */
    public List<String> names() {
        return List.of(names.split(" ", -1));
    }
}
