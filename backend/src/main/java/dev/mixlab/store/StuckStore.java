package dev.mixlab.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * Frees threads that wait for ever in a store of H2 whose file could not be written. H2 counts who uses the latest version of its store; a
 * statement that fails may take itself off twice, and then every further one tries again and again until there is a newer version
 * ({@code MVStore.registerVersionUsage} of H2 2.4.240), which a store that cannot write does not get. A fresh counter lets them go on to their own
 * failure. H2 has no other way to set one than its private field.
 */
final class StuckStore {

    private StuckStore() {}

    /** Returns the store of a connection. */
    static MVStore of(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    /** Lets threads go on that wait in a store for a newer version; call it for a store that has failed. */
    static void release(MVStore store) {
        try {
            Field current = MVStore.class.getDeclaredField("currentTxCounter");
            Constructor<TxCounter> constructor = TxCounter.class.getDeclaredConstructor(long.class);
            current.setAccessible(true);
            constructor.setAccessible(true);
            TxCounter stuck = (TxCounter) current.get(store);
            current.set(store, constructor.newInstance(stuck.version));
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("this version of H2 is not known", otherVersion);
        }
    }
}
