package dev.mixlab.web.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.web.http.problem.RefusedRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Limits attempts to sign in that fail: each account has so many in some minutes, and each address more. */
final class Attempts {

    private static final int TOO_MANY = 429;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int OF_ACCOUNT = 10;
    private static final int OF_ADDRESS = 50;
    private static final long MOST_KEYS = 100_000;

    private final Clock clock;
    private final Cache<String, Deque<Instant>> failures =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).build();

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins an attempt, which counts as failed until {@link #succeeded}, so that many at once do not slip through.
     *
     * @throws RefusedRequestException with 429 if there have been too many
     */
    void begin(String account, String address) {
        check(ofAddress(address), OF_ADDRESS);
        check(ofAccount(account), OF_ACCOUNT);
        add(ofAddress(address));
        add(ofAccount(account));
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }

    private static String ofAccount(String account) {
        return "account " + account;
    }

    private void check(String key, int most) {
        Instant now = clock.instant();
        Deque<Instant> times = failures.get(key, none -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && !times.getFirst().isAfter(now.minus(WINDOW))) {
                times.removeFirst();
            }
            if (times.size() >= most) {
                long seconds = Math.max(
                        1, Duration.between(now, times.getFirst().plus(WINDOW)).toSeconds());
                throw new RefusedRequestException(
                        TOO_MANY,
                        "there were too many attempts to sign in; try again in %s minutes"
                                .formatted(1 + (seconds - 1) / 60),
                        Map.of("Retry-After", String.valueOf(seconds)));
            }
        }
    }

    private void add(String key) {
        Deque<Instant> times = failures.get(key, none -> new ArrayDeque<>());
        synchronized (times) {
            times.addLast(clock.instant());
        }
    }

    /** Forgets the failures of an account that has signed in, and the attempt of its address. */
    void succeeded(String account, String address) {
        failures.invalidate(ofAccount(account));
        Deque<Instant> times = failures.get(ofAddress(address), none -> new ArrayDeque<>());
        synchronized (times) {
            times.pollLast();
        }
    }
}
