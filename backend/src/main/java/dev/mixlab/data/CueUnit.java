package dev.mixlab.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;

/** The words that count as cues of an example. The choice matters because determiners can show the number as well as nouns do. */
public enum CueUnit {
    /** The cues of the script published with Mohebbi et al. (2023): the whole antecedent in ana, the head noun elsewhere. */
    AS_PUBLISHED("as_published", "As published", "the whole phrase in ana, the head noun in the other paradigms"),
    /** The head noun in every paradigm; two heads joined by "and" with the "and". */
    HEAD("head", "Head noun", "the head noun, in every paradigm"),
    /** The noun phrase from its determiner to its head, without the target. */
    PHRASE("phrase", "Noun phrase", "the noun phrase from its determiner to its head"),
    /** The words of the phrase whose forms show its number. */
    NUMBER_WORDS(
            "number_words",
            "Words that show the number",
            "the head and the determiner or quantifier, where their forms show the number");

    private final String id;
    private final String label;
    private final String description;

    CueUnit(String id, String label, String description) {
        this.id = id;
        this.label = label;
        this.description = description;
    }

    /** Returns the name in JSON and in names of measures. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Returns the name to show. */
    public String label() {
        return label;
    }

    /** Returns a noun phrase that says which words are counted. */
    public String description() {
        return description;
    }

    /**
     * Returns the unit with an id.
     *
     * @throws InvalidInputException if there is no such unit
     */
    @JsonCreator
    public static CueUnit of(String id) {
        return Arrays.stream(values())
                .filter(unit -> unit.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown cue unit: %s; there are %s"
                        .formatted(
                                id,
                                String.join(
                                        ", ",
                                        Arrays.stream(values()).map(CueUnit::id).toList()))));
    }
}
