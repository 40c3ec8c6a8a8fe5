package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StuckStoreTest {

    @Test
    void whoWaitsInAStoreForAVersionThatNeverComesIsLetGo() throws InterruptedException {
        MVStore store = MVStore.open(null);
        TxCounter counter = store.registerVersionUsage();
        store.deregisterVersionUsage(counter);
        store.deregisterVersionUsage(counter); // as a statement does that fails
        store.closeImmediately();
        Thread waiting = new Thread(store::registerVersionUsage, "waits in a store");
        waiting.setDaemon(true);
        waiting.start();
        waiting.join(300);
        assertThat(waiting.isAlive()).as("H2 waits, as the class says").isTrue();

        StuckStore.release(store);

        waiting.join();
        assertThat(store.registerVersionUsage()).isNotSameAs(counter);
    }

    @Test
    void theStoreOfADatabaseIsFound() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:stuck-store-test")) {
            assertThat(StuckStore.of(connection).isClosed()).isFalse();
        }
    }
}
