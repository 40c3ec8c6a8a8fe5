package dev.mixlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.mixlab.data.Paradigm;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.id.ShareId;
import dev.mixlab.run.spec.StageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void idsArePlainText() throws JsonProcessingException {
        assertPlain(RunId.fresh(), RunId.class);
        assertPlain(ScoreRunId.fresh(), ScoreRunId.class);
        assertPlain(CheckpointId.fresh(), CheckpointId.class);
        assertPlain(ShareId.fresh(), ShareId.class);
    }

    private static <T> void assertPlain(T id, Class<T> type) throws JsonProcessingException {
        String json = JSON.writeValueAsString(id);
        assertThat(json).isEqualTo("\"" + id + "\"");
        assertThat(JSON.readValue(json, type)).isEqualTo(id);
    }

    @Test
    void anIdOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> JSON.readValue("\"s-0123456789\"", RunId.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining("a run is named r-xxxxxxxxxx");
    }

    @ParameterizedTest
    @EnumSource
    void aStageIsWrittenAsItsIdAndReadFromItsConstantToo(StageName stage) throws JsonProcessingException {
        assertThat(JSON.writeValueAsString(stage)).isEqualTo("\"" + stage.id() + "\"");
        assertThat(JSON.readValue("\"" + stage.id() + "\"", StageName.class)).isEqualTo(stage);
        assertThat(JSON.readValue("\"" + stage.name() + "\"", StageName.class)).isEqualTo(stage);
    }

    @ParameterizedTest
    @EnumSource
    void aParadigmIsWrittenAsItsIdAndReadFromItsConstantToo(Paradigm paradigm) throws JsonProcessingException {
        assertThat(JSON.writeValueAsString(paradigm)).isEqualTo("\"" + paradigm.id() + "\"");
        assertThat(JSON.readValue("\"" + paradigm.id() + "\"", Paradigm.class)).isEqualTo(paradigm);
        assertThat(JSON.readValue("\"" + paradigm.name() + "\"", Paradigm.class))
                .isEqualTo(paradigm);
    }
}
