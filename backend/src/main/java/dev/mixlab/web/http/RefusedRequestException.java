package dev.mixlab.web.http;

import dev.mixlab.web.http.Problem.InputError;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a request is malformed; it is thrown before any operation is called. */
public final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<InputError> errors;

    /** Refuses a request with a status of its own, such as 415. */
    public RefusedRequestException(int status, String message) {
        super(message);
        this.status = status;
        this.errors = List.of();
    }

    /** Refuses a request with status 400 and the inputs that break a rule. */
    public RefusedRequestException(List<InputError> errors) {
        super(errors.stream().map(InputError::toString).collect(Collectors.joining("; ")));
        this.status = 400;
        this.errors = List.copyOf(errors);
    }

    int status() {
        return status;
    }

    List<InputError> errors() {
        return errors;
    }
}
