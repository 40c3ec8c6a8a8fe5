package dev.mixlab.web.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.faithfulness.DeletionTable.Curves;
import dev.mixlab.evaluation.faithfulness.DeletionTable.VariantCurves;
import dev.mixlab.evaluation.probing.CorrelationTable.VariantCorrelation;
import dev.mixlab.evaluation.seeds.SeedSpread;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.StageState;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says how domain records are written where the contract names or nests a field otherwise. All that is not mentioned
 * here is written as the record has it. The interfaces are Jackson mix-ins: their methods carry the annotations of
 * the record's accessors.
 */
public final class ContractShapes {

    private ContractShapes() {}

    /** Adds all shapes to a mapper that only writes domain records and never reads them. */
    public static void addTo(JsonMapper.Builder mapper) {
        mapper.addMixIn(Run.class, RunShape.class)
                .addMixIn(Run.Results.class, ResultsShape.class)
                .addMixIn(PipelineSpec.class, SpecShape.class)
                .addMixIn(FineTuningSettings.class, FineTuningShape.class)
                .addMixIn(Provenance.class, ProvenanceShape.class)
                .addMixIn(StageState.class, StageShape.class)
                .addMixIn(Checkpoint.class, MadeByRunShape.class)
                .addMixIn(ScoreRun.class, MadeByRunShape.class)
                .addMixIn(ScoreDetail.class, DetailShape.class)
                .addMixIn(ModelEntry.class, ModelShape.class)
                .addMixIn(SuggestedSettings.class, SuggestedShape.class)
                .addMixIn(DataSet.class, DataSetShape.class)
                .addMixIn(MethodInfo.Range.class, RangeShape.class)
                .addMixIn(VariantCurves.class, VariantCurvesShape.class)
                .addMixIn(VariantCorrelation.class, VariantShape.class)
                .addMixIn(SeedSpread.class, VariantShape.class);
    }

    interface RunShape {
        @JsonUnwrapped
        Run.Results results();

        @JsonUnwrapped
        Run.Marks marks();
    }

    interface ResultsShape {
        @JsonProperty("checkpointId")
        @Nullable CheckpointId checkpoint();

        @JsonProperty("scoreRunBefore")
        @Nullable ScoreRunId scoresBefore();

        @JsonProperty("scoreRunAfter")
        @Nullable ScoreRunId scoresAfter();
    }

    /** The database keeps the kind of a spec; the contract has only one kind. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    interface SpecShape {}

    interface FineTuningShape {
        @JsonIgnore
        double adamEpsilon();
    }

    /** The spec stands beside the provenance. */
    interface ProvenanceShape {
        @JsonIgnore
        PipelineSpec spec();
    }

    interface StageShape {
        @JsonProperty("state")
        StageState.Status status();
    }

    interface MadeByRunShape {
        @JsonProperty("runId")
        RunId run();
    }

    interface DetailShape {
        @JsonUnwrapped
        ScoreRow row();
    }

    interface ModelShape {
        @JsonUnwrapped
        ModelEntry.Size size();

        @JsonIgnore
        @Nullable CheckpointId checkpoint();

        @JsonUnwrapped
        ModelEntry.About about();

        @JsonProperty("builtIn")
        boolean builtIn();
    }

    interface SuggestedShape {
        @JsonUnwrapped
        FineTuningSettings fineTuning();

        /** The list of methods says which are standard. */
        @JsonIgnore
        List<String> methods();
    }

    /** {@code DataSetJson} has the counts as lists. */
    interface DataSetShape {
        @JsonIgnore
        Map<String, Integer> paradigms();

        @JsonIgnore
        @Nullable Map<String, Integer> labels();

        @JsonIgnore
        @Nullable Integer cued();

        @JsonIgnore
        int pairs();
    }

    interface RangeShape {
        @JsonProperty("minimum")
        double low();

        @JsonProperty("maximum")
        double high();
    }

    interface VariantShape {
        @JsonUnwrapped
        MethodVariant view();
    }

    interface VariantCurvesShape extends VariantShape {
        @JsonUnwrapped
        Curves curves();
    }
}
