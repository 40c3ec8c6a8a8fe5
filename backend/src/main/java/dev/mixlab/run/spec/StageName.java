package dev.mixlab.run.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;

/** The stages of a pipeline, in the order in which they are executed. */
public enum StageName {
    PREPARE("prepare"),
    FIT_HEAD("fit-head"),
    SCORE_BEFORE("score-before"),
    EVALUATE_BEFORE("evaluate-before"),
    FINE_TUNE("fine-tune"),
    SCORE_AFTER("score-after"),
    EVALUATE_AFTER("evaluate-after");

    private final String id;

    StageName(String id) {
        this.id = id;
    }

    /** Returns the name in the database and the API. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Returns whether the stage evaluates scores. */
    public boolean evaluates() {
        return this == EVALUATE_BEFORE || this == EVALUATE_AFTER;
    }

    /** Returns the stage with an id. A constant's name is accepted too, because version 0.1.0 stored progress with it. */
    @JsonCreator
    public static StageName of(String id) {
        return Arrays.stream(values())
                .filter(stage -> stage.id.equals(id) || stage.name().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown stage: " + id));
    }
}
