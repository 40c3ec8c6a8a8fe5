package dev.mixlab.store.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.id.ShareId;
import dev.mixlab.run.share.Share;
import dev.mixlab.run.share.ShareToken;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ShareRepositoryTest {

    private static final String REQUEST = "/scores/s-0123456789/examples/3/maps?method=attn";
    private static final Share.New VIEW =
            new Share.New("Sentence 4", "/scores/s-0123456789/3", List.of("/methods", REQUEST));

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path folder;

    private ShareRepository shares;

    @BeforeEach
    void open() {
        shares = new ShareRepository(database.get(), database.clock());
    }

    @Test
    void aTokenOpensItsShareAndHoldsItsRequestsLetterByLetter() {
        Share.Created created = shares.create(VIEW);
        Share.Created other = shares.create(new Share.New("Other", "/", List.of("/evaluations")));

        assertThat(shares.open(created.token()))
                .usingRecursiveComparison()
                .ignoringFields("openedAt")
                .isEqualTo(created.share());
        assertThat(shares.holds(created.token(), REQUEST)).isTrue();
        assertThat(shares.holds(created.token(), REQUEST + " ")).isFalse();
        assertThat(shares.holds(created.token(), REQUEST.replace("attn", "ATTN")))
                .isFalse();
        assertThat(shares.holds(created.token(), "/evaluations")).isFalse();
        assertThat(shares.holds(other.token(), "/evaluations")).isTrue();
    }

    @Test
    void theLatestIsListedFirst() {
        shares.create(VIEW);
        database.clock().advance(Duration.ofSeconds(1));
        Share.Created later = shares.create(new Share.New("Later", "/runs", List.of("/methods")));

        assertThat(shares.list()).extracting(Share::title).containsExactly("Later", "Sentence 4");
        assertThat(shares.list().get(0)).isEqualTo(later.share());
    }

    @Test
    void aRevokedShareOpensNothingAndKeepsTheTimeOfItsEnd() {
        Share.Created created = shares.create(VIEW);
        Instant end = database.clock().instant();
        shares.revoke(created.share().id());
        database.clock().advance(Duration.ofHours(1));
        shares.revoke(created.share().id());

        assertThatThrownBy(() -> shares.open(created.token())).isInstanceOf(NotFoundException.class);
        assertThat(shares.holds(created.token(), REQUEST)).isFalse();
        assertThat(shares.list().get(0).revokedAt()).isEqualTo(end);
        assertThat(shares.list().get(0).openedAt()).isNull();
        assertThatThrownBy(() -> shares.revoke(ShareId.fresh())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theTimeOfTheLastOpeningIsNotedAtMostOnceAMinute() {
        ShareToken token = shares.create(VIEW).token();
        Instant first = database.clock().instant();
        assertThat(shares.open(token).openedAt()).isEqualTo(first);
        database.clock().advance(Duration.ofSeconds(59));
        assertThat(shares.open(token).openedAt()).isEqualTo(first);
        database.clock().advance(Duration.ofSeconds(1));
        assertThat(shares.open(token).openedAt()).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void aShareOutlivesItsProcessAndOnlyTheHashOfItsTokenIsInTheFile() throws IOException {
        ShareToken token;
        try (Database file = Database.open(folder)) {
            token = new ShareRepository(file, Clock.systemUTC()).create(VIEW).token();
        }
        String bytes = Files.readString(folder.resolve("mixlab.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(token.sha256()).doesNotContain(token.value());
        try (Database file = Database.open(folder)) {
            ShareRepository again = new ShareRepository(file, Clock.systemUTC());
            assertThat(again.open(token).address()).isEqualTo(VIEW.address());
            assertThat(again.holds(token, REQUEST)).isTrue();
            assertThat(again.holds(ShareToken.fresh(), REQUEST)).isFalse();
        }
    }

    @Test
    void tokensAreLongDifferentAndHidden() {
        Set<String> values = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            values.add(ShareToken.fresh().value());
        }
        assertThat(values).hasSize(1000).allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
        ShareToken token = ShareToken.fresh();
        assertThat(token.toString()).doesNotContain(token.value());
    }
}
