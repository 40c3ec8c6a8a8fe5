package dev.mixlab.app.server;

import dev.mixlab.run.Storage;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A database that answers what it is told to. */
final class ToldStorage implements Storage {
    volatile @Nullable String outage;
    volatile @Nullable CountDownLatch hangs;
    final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public @Nullable String outage() {
        asked.countDown();
        CountDownLatch latch = hangs;
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return outage;
    }

    @Override
    public int outages() {
        return 0;
    }
}
