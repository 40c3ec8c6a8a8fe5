package dev.mixlab.store.share;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.StorageException;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.ShareId;
import dev.mixlab.run.share.Share;
import dev.mixlab.run.share.ShareToken;
import dev.mixlab.run.share.Shares;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores and reads shares, whose tokens are stored as hashes only. */
public final class ShareRepository implements Shares {

    private static final Logger LOG = LoggerFactory.getLogger(ShareRepository.class);

    /** Precision with which the time of the last opening is stored. */
    private static final Duration OPENED_STEP = Duration.ofMinutes(1);

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public ShareRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public Share.Created create(Share.New share, @Nullable AccountId owner) {
        ShareToken token = ShareToken.fresh();
        Share created = jdbi.inTransaction(handle -> {
            ShareId id = ShareId.fresh();
            handle.createUpdate("INSERT INTO share (id, token_sha256, title, address, created_at, owner)"
                            + " VALUES (:id, :sha256, :title, :address, :now, :owner)")
                    .bind("id", id)
                    .bind("sha256", token.sha256())
                    .bind("title", share.title())
                    .bind("address", share.address())
                    .bind("now", clock.instant())
                    .bind("owner", owner)
                    .execute();
            insertRequests(handle, id, share.requests());
            return get(handle, id);
        });
        database.flush();
        return new Share.Created(created, token);
    }

    private static void insertRequests(Handle handle, ShareId id, List<String> requests) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO share_request (share_id, ordinal, request) VALUES (:id, :ordinal, :request)");
        for (int ordinal = 0; ordinal < requests.size(); ordinal++) {
            batch.bind("id", id)
                    .bind("ordinal", ordinal)
                    .bind("request", requests.get(ordinal))
                    .add();
        }
        batch.execute();
    }

    private static Share get(Handle handle, ShareId id) {
        return handle.createQuery("SELECT * FROM share WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Share.class))
                .findOne()
                .orElseThrow(() -> new NotFoundException("there is no share " + id));
    }

    @Override
    public List<Share> list() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM share ORDER BY created_at DESC, id DESC")
                .map(ConstructorMapper.of(Share.class))
                .list());
    }

    @Override
    public void revoke(ShareId id) {
        jdbi.useTransaction(handle -> {
            get(handle, id);
            handle.createUpdate("UPDATE share SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                    .bind("id", id)
                    .bind("now", clock.instant())
                    .execute();
        });
        database.flush();
    }

    @Override
    public Share open(ShareToken token) {
        return jdbi.inTransaction(handle -> {
            noteOpened(handle, token);
            return handle.createQuery("SELECT * FROM share WHERE token_sha256 = :sha256 AND revoked_at IS NULL")
                    .bind("sha256", token.sha256())
                    .map(ConstructorMapper.of(Share.class))
                    .findOne()
                    .orElseThrow(() -> new NotFoundException("there is no such share, or it was revoked"));
        });
    }

    /** Notes when the share was opened; it opens without a note while nothing can be stored. */
    private void noteOpened(Handle handle, ShareToken token) {
        try {
            handle.createUpdate("UPDATE share SET opened_at = :now WHERE token_sha256 = :sha256"
                            + " AND revoked_at IS NULL AND (opened_at IS NULL OR opened_at <= :before)")
                    .bind("sha256", token.sha256())
                    .bind("now", clock.instant())
                    .bind("before", clock.instant().minus(OPENED_STEP))
                    .execute();
        } catch (StorageException outage) {
            LOG.debug("when a share was opened is not noted: {}", outage.getMessage());
        }
    }

    @Override
    public List<String> requests(ShareToken token) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT request FROM share_request JOIN share"
                        + " ON share.id = share_request.share_id WHERE share.token_sha256 = :sha256"
                        + " AND share.revoked_at IS NULL ORDER BY ordinal")
                .bind("sha256", token.sha256())
                .mapTo(String.class)
                .list());
    }

    @Override
    public boolean holds(ShareToken token, String request) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT 1 FROM share_request JOIN share"
                        + " ON share.id = share_request.share_id WHERE share.token_sha256 = :sha256"
                        + " AND share.revoked_at IS NULL AND share_request.request = :request")
                .bind("sha256", token.sha256())
                .bind("request", request)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }
}
