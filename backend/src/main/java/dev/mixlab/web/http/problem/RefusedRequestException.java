package dev.mixlab.web.http.problem;

import dev.mixlab.web.http.problem.Problem.InputError;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says that a request is malformed; it is thrown before any operation is called. */
public final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<InputError> errors;
    private final transient Map<String, String> headers;

    /** Refuses a request with a status of its own, such as 415. */
    public RefusedRequestException(int status, String message) {
        this(status, message, Map.of());
    }

    /** Refuses a request with a status and headers of the answer, such as Retry-After. */
    public RefusedRequestException(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.errors = List.of();
        this.headers = Map.copyOf(headers);
    }

    /** Refuses a request with status 400 and the inputs that break a rule. */
    public RefusedRequestException(List<InputError> errors) {
        super(errors.stream().map(InputError::toString).collect(Collectors.joining("; ")));
        this.status = 400;
        this.errors = List.copyOf(errors);
        this.headers = Map.of();
    }

    /** Returns the headers that the answer has besides the usual ones. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the status of the answer. */
    public int status() {
        return status;
    }

    /** Returns what is wrong with which parts of the input; empty where the whole request is refused. */
    public List<InputError> errors() {
        return errors;
    }
}
