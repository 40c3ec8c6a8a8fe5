package dev.mixlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStateTest {

    @ParameterizedTest
    @EnumSource(RunState.class)
    void aFinalStateLeadsNowhereAndAnyOtherLeadsSomewhere(RunState state) {
        boolean leadsOn = Arrays.stream(RunState.values()).anyMatch(state::mayBecome);

        assertThat(leadsOn).isEqualTo(!state.isFinal());
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void noStateLeadsToItself(RunState state) {
        assertThat(state.mayBecome(state)).isFalse();
    }

    @Test
    void aWaitingRunIsCancelledAtOnceAndARunningOneByWayOfCancelling() {
        assertThat(RunState.QUEUED.mayBecome(RunState.CANCELLED)).isTrue();
        assertThat(RunState.RUNNING.mayBecome(RunState.CANCELLED)).isFalse();
        assertThat(RunState.RUNNING.mayBecome(RunState.CANCELLING)).isTrue();
        assertThat(RunState.CANCELLING.mayBecome(RunState.CANCELLED)).isTrue();
    }
}
