package dev.mixlab.web.http;

import java.time.Instant;
import java.util.function.Function;

/**
 * A GET request that the server makes to itself, checked against the contract like a request of a client.
 *
 * @param operationId id of the contract's operation
 * @param inputs the checked inputs
 * @param handler computes the answer from the inputs
 */
public record InternalRequest(String operationId, Inputs inputs, Function<Inputs, Answer> handler) {

    /** Calls the operation with the results that there were at a time; it may wait for the database. */
    public Answer answer(Instant asOf) {
        return handler.apply(inputs.asOf(asOf));
    }

    /** Tells whether another request asks for the same: the same operation with the same inputs, however they are written. */
    public boolean asksTheSameAs(InternalRequest other) {
        return operationId.equals(other.operationId) && inputs.values().equals(other.inputs.values());
    }
}
