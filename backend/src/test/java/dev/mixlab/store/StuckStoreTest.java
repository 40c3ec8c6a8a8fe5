package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StuckStoreTest {

    /** In a process without assertions, such as the program is: with them H2 fails in place of waiting. */
    @Test
    void whoWaitsInAStoreForAVersionThatNeverComesIsLetGo() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(List.of(), Waiting.class, List.of()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEqualToNormalizingNewlines("waits: true\nwaits after it was let go: false\n");
    }

    /** Takes a user off a store twice, as a statement does that fails, and has another wait there. */
    static final class Waiting {

        public static void main(String[] arguments) throws InterruptedException {
            MVStore store = MVStore.open(null);
            TxCounter counter = store.registerVersionUsage();
            store.deregisterVersionUsage(counter);
            store.deregisterVersionUsage(counter);
            store.closeImmediately();
            Thread waiting = new Thread(store::registerVersionUsage, "waits in a store");
            waiting.setDaemon(true);
            waiting.start();
            waiting.join(500);
            System.out.println("waits: " + waiting.isAlive());
            StuckStore.release(store);
            waiting.join(20_000);
            System.out.println("waits after it was let go: " + waiting.isAlive());
        }
    }

    @Test
    void theStoreOfADatabaseIsFound() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:stuck-store-test")) {
            assertThat(StuckStore.of(connection).isClosed()).isFalse();
        }
    }
}
