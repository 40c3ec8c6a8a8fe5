package dev.mixlab.store.account;

import dev.mixlab.common.StorageException;
import dev.mixlab.run.account.Account;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes when sessions, tokens and accounts were last used: at most once a minute, and not while nothing can be stored. */
final class UseNotes {

    private static final Logger LOG = LoggerFactory.getLogger(UseNotes.class);
    private static final Duration STEP = Duration.ofMinutes(1);

    private UseNotes() {}

    /**
     * Notes a use of an account and of what has shown that it is meant.
     *
     * @param update sets the time {@code now} in the row of the session or token {@code key}, unless it is later than {@code before}
     */
    static void note(Jdbi jdbi, Instant now, Account account, String update, String key) {
        Instant before = now.minus(STEP);
        Instant seen = account.seenAt();
        try {
            jdbi.useTransaction(handle -> {
                handle.createUpdate(update)
                        .bind("now", now)
                        .bind("key", key)
                        .bind("before", before)
                        .execute();
                if (seen == null || seen.isBefore(before)) {
                    handle.createUpdate("UPDATE account SET seen_at = :now WHERE id = :id")
                            .bind("now", now)
                            .bind("id", account.id())
                            .execute();
                }
            });
        } catch (StorageException outage) {
            LOG.debug("the use of an account is not noted: {}", outage.getMessage());
        }
    }
}
