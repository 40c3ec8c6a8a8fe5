package dev.mixlab.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;

/** The stages of a pipeline, in the order in which they are worked off. */
public enum StageName {
    PREPARE("prepare"),
    SCORE_BEFORE("score-before"),
    EVALUATE_BEFORE("evaluate-before"),
    FINE_TUNE("fine-tune"),
    SCORE_AFTER("score-after"),
    EVALUATE_AFTER("evaluate-after");

    private final String id;

    StageName(String id) {
        this.id = id;
    }

    /** The name in the database and the API. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Whether it evaluates scores. */
    public boolean evaluates() {
        return this == EVALUATE_BEFORE || this == EVALUATE_AFTER;
    }

    /** The stage of an id, or of a constant's name: version 0.1.0 stored progress with the latter. */
    @JsonCreator
    public static StageName of(String id) {
        return Arrays.stream(values())
                .filter(stage -> stage.id.equals(id) || stage.name().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown stage: " + id));
    }
}
