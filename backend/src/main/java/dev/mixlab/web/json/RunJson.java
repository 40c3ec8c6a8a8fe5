package dev.mixlab.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.run.Run;

/**
 * The contract's Run: a run with the name that stands in its spec.
 *
 * @param run the run, whose fields stand beside the name
 */
public record RunJson(@JsonUnwrapped Run run) {

    @JsonProperty("name")
    public String name() {
        return run.spec().name();
    }
}
