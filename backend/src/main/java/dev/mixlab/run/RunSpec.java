package dev.mixlab.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a run is asked to do; everything that its results depend on, except the program itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = PipelineSpec.class, name = "pipeline"))
public sealed interface RunSpec permits PipelineSpec {

    /** What people call the run. */
    String name();

    /** What it is worked off in, in order. */
    List<StageName> stages();
}
