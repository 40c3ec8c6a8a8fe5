package dev.mixlab.web.http;

import dev.mixlab.web.http.Problem.BrokenRule;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is refused for its form, before anything is asked of it. */
public final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<BrokenRule> broken;

    public RefusedRequestException(int status, String message) {
        super(message);
        this.status = status;
        this.broken = List.of();
    }

    public RefusedRequestException(List<BrokenRule> broken) {
        super(broken.stream().map(BrokenRule::toString).collect(Collectors.joining("; ")));
        this.status = 400;
        this.broken = List.copyOf(broken);
    }

    int status() {
        return status;
    }

    List<BrokenRule> broken() {
        return broken;
    }
}
