package dev.mixlab.weights.hub;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.weights.hub.HubRequests.Reply;
import dev.mixlab.weights.hub.Retries.BusyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What answers of the hub other than a success mean, in words. */
final class HubAnswers {

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private HubAnswers() {}

    /**
     * Tells what an answer refuses.
     *
     * @param what model or file that was requested
     */
    static RuntimeException refusal(HubAddress hub, ModelId model, String what, Reply reply) {
        String code = reply.header("x-error-code");
        return switch (reply.status()) {
            case 401, 403 -> new InvalidInputException(denied(hub, model, code, reply.status()));
            case 404 -> new NotFoundException(missing(hub, model, what, code));
            case 429 ->
                new InvalidInputException(
                        "%s: the hub %s has been asked too often (429)%s".formatted(what, hub, waiting(reply)));
            default -> new InvalidInputException("%s: the hub %s answers %s".formatted(what, hub, reply.status()));
        };
    }

    /**
     * Returns the failure after which the same request may be made again, if the hub is busy or out of order.
     *
     * @throws RuntimeException the refusal, if it would be refused again
     */
    static BusyException busy(HubAddress hub, ModelId model, String what, Reply reply) {
        RuntimeException refusal = refusal(hub, model, what, reply);
        if (reply.status() == TOO_MANY || reply.status() >= SERVER_ERROR) {
            return new BusyException(refusal, retryAfter(reply));
        }
        throw refusal;
    }

    private static String denied(HubAddress hub, ModelId model, String code, int status) {
        String way = hub.token() == null
                ? "set HF_TOKEN, or --hub-token-file of the server, to the token of an account that may read it"
                : "the account of the token may not read it";
        if (code.equals("GatedRepo")) {
            return "model %s is gated on the hub %s (%s): accept its conditions there; %s"
                    .formatted(model.id(), hub, status, way);
        }
        return "model %s is not there, private or gated on the hub %s (%s): check the id; %s"
                .formatted(model.id(), hub, status, way);
    }

    private static String missing(HubAddress hub, ModelId model, String what, String code) {
        return switch (code) {
            case "RevisionNotFound" ->
                "model %s has no revision %s on the hub %s".formatted(model.id(), model.revision(), hub);
            case "EntryNotFound" -> "%s is not there on the hub %s".formatted(what, hub);
            default -> "there is no model %s on the hub %s".formatted(model, hub);
        };
    }

    private static String waiting(Reply reply) {
        return retryAfter(reply) == null
                ? "; try again later"
                : "; it asks to wait %s s before the next try".formatted(reply.header("retry-after"));
    }

    /** Returns the time that the answer asks to wait, or null where it says none in seconds. */
    static @Nullable Duration retryAfter(Reply reply) {
        String seconds = reply.header("retry-after").strip();
        return seconds.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
