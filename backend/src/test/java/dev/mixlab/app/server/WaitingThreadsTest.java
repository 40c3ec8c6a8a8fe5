package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import org.junit.jupiter.api.Test;

class WaitingThreadsTest {

    @Test
    void nativeCodeSeesTheSettingUnlessTheEnvironmentHasOne() {
        WaitingThreads.sleepSoon();
        String given = System.getenv("GOMP_SPINCOUNT");
        boolean ours = given == null && Platform.isLinux() && System.getenv("OMP_WAIT_POLICY") == null;
        assertThat(WaitingThreads.libc().getenv("GOMP_SPINCOUNT")).isEqualTo(ours ? "1000" : given);
    }
}
