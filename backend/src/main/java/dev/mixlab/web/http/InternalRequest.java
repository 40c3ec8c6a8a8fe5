package dev.mixlab.web.http;

import java.util.function.Function;

/**
 * A request to read something that is answered within the server, held against the contract as if it had come from
 * outside.
 *
 * @param operationId the operation of the contract that it asks for
 * @param inputs its inputs
 * @param operation what answers it
 */
public record InternalRequest(String operationId, Inputs inputs, Function<Inputs, Answer> operation) {

    public Answer answer() {
        return operation.apply(inputs);
    }
}
