package dev.mixlab.web.http;

import java.time.Duration;

/** Counts the requests that a server answers. Its methods are called on the event loop and must not block. */
public interface RequestMeter {

    /** Name under which requests count that are of no operation of the contract: files of the page, health, unknown addresses. */
    String NO_OPERATION = "none";

    /** Called when a request has come. */
    void began();

    /**
     * Called once for each call of {@link #began}, when the answer has ended or the client has gone.
     *
     * @param operation id of the operation in the contract, or {@link #NO_OPERATION}
     * @param status status of the answer
     * @param took time since the head of the request was read
     */
    void ended(String operation, int status, Duration took);

    /** Returns a meter that counts nothing. */
    static RequestMeter none() {
        return new RequestMeter() {
            @Override
            public void began() {}

            @Override
            public void ended(String operation, int status, Duration took) {}
        };
    }
}
