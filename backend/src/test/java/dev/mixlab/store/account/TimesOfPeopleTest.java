package dev.mixlab.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountToken;
import dev.mixlab.run.account.AuditEntry;
import dev.mixlab.run.account.AuditList.Deed;
import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When sessions, tokens and one-time addresses end, and how much of who did what is kept, by a clock that the test holds. */
class TimesOfPeopleTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private AccountId ada;

    @BeforeEach
    void createAccount() {
        ada = new AccountRepository(database.get(), after(Duration.ZERO))
                .create(new Account.New("ada", "Ada", Role.MEMBER), null)
                .id();
    }

    private static Clock after(Duration time) {
        return Clock.fixed(START.plus(time), ZoneOffset.UTC);
    }

    private SessionRepository sessions(Duration time) {
        return new SessionRepository(database.get(), after(time));
    }

    private boolean isOpen(String session, Duration time) {
        return sessions(time).find(session).isPresent();
    }

    private int stored() {
        return database.get()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM account_session")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void aSessionEndsSevenDaysAfterItsLastRequest() {
        sessions(Duration.ZERO).open(ada, "s");
        Duration pause = SessionRepository.LONGEST_PAUSE;
        assertThat(isOpen("s", pause.minusSeconds(1))).isTrue();
        assertThat(isOpen("s", pause.plusDays(1))).as("it was used meanwhile").isTrue();
        assertThat(isOpen("s", pause.multipliedBy(2).plusDays(1))).isFalse();
    }

    @Test
    void aSessionThatIsNotUsedEndsToTheSecond() {
        sessions(Duration.ZERO).open(ada, "s");
        assertThat(isOpen("s", SessionRepository.LONGEST_PAUSE)).isFalse();
    }

    @Test
    void aSessionEndsThirtyDaysAfterItBeganHoweverMuchItIsUsed() {
        sessions(Duration.ZERO).open(ada, "s");
        for (int day = 1; day < SessionRepository.LONGEST.toDays(); day++) {
            assertThat(isOpen("s", Duration.ofDays(day))).as("day %s", day).isTrue();
        }
        assertThat(isOpen("s", SessionRepository.LONGEST.minusSeconds(1))).isTrue();
        assertThat(isOpen("s", SessionRepository.LONGEST)).isFalse();
    }

    @Test
    void sessionsThatHaveEndedAreDeletedWhenAnotherBegins() {
        sessions(Duration.ZERO).open(ada, "old");
        sessions(Duration.ofDays(6)).open(ada, "newer");
        assertThat(stored()).isEqualTo(2);
        sessions(Duration.ofDays(8)).open(ada, "newest");
        assertThat(stored()).isEqualTo(2);
        assertThat(isOpen("newer", Duration.ofDays(8))).isTrue();
    }

    @Test
    void aTokenEndsWhenItIsDue() {
        Instant expiry = START.plus(Duration.ofDays(90));
        new AccountTokenRepository(database.get(), after(Duration.ZERO))
                .create(ada, new AccountToken.New("t", Role.MEMBER, expiry), "t");
        new AccountTokenRepository(database.get(), after(Duration.ZERO))
                .create(ada, new AccountToken.New("lasting", Role.MEMBER, null), "lasting");
        assertThat(tokens(Duration.ofDays(90).minusSeconds(1)).find("t")).isPresent();
        assertThat(tokens(Duration.ofDays(90)).find("t")).isEmpty();
        assertThat(tokens(Duration.ofDays(10_000)).find("lasting")).isPresent();
    }

    private AccountTokenRepository tokens(Duration time) {
        return new AccountTokenRepository(database.get(), after(time));
    }

    @Test
    void aOneTimeAddressEndsWhenItIsDue() {
        Duration validity = Duration.ofDays(7);
        new AccountRepository(database.get(), after(Duration.ZERO)).invite(ada, "i", validity);
        assertThat(new AccountRepository(database.get(), after(validity.minusSeconds(1))).invited("i"))
                .isPresent();
        assertThat(new AccountRepository(database.get(), after(validity)).invited("i"))
                .isEmpty();
    }

    @Test
    void theLatestDeedsAreKeptAndTheOldestDeleted() {
        int most = 50;
        int deeds = 420;
        // one that holds the list for the whole time, as a server does
        AuditRepository list = new AuditRepository(database.get(), after(Duration.ofHours(1)), most);
        for (int i = 0; i < deeds; i++) {
            list.add(Caller.nobody(), new Deed("signIn", "name " + i, false, "127.0.0.1"));
        }
        Page<AuditEntry> kept = list.list(null, new PageRequest(0, 1000));
        assertThat(kept.total()).isBetween((long) most, most + 100L);
        List<String> latest = IntStream.range(0, most)
                .mapToObj(i -> "name " + (deeds - 1 - i))
                .toList();
        assertThat(kept.items().stream().map(AuditEntry::target)).startsWith(latest.toArray(String[]::new));
        assertThat(kept.items()).allSatisfy(entry -> assertThat(entry.at()).isEqualTo(START.plus(Duration.ofHours(1))));
    }
}
