package dev.mixlab.web.guard;

import java.time.Duration;

/**
 * The time that clients have.
 *
 * @param head from the opening of a connection to the end of the head of its first request
 * @param pause from an answer to the end of the head of the next request on the same connection
 * @param body from the end of the head of a request to the end of its body
 */
public record TimeLimits(Duration head, Duration pause, Duration body) {

    /** The limits of every server: 30 s for a head; 2 min of pause; 30 s for a body, which is 1 MiB at 40 kB/s. */
    public static TimeLimits standard() {
        return new TimeLimits(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(30));
    }
}
