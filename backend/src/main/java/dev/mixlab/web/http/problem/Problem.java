package dev.mixlab.web.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that failed, in the form of RFC 9457.
 *
 * @param type always "about:blank", because the status says which kind of problem it is
 * @param title the name of the status
 * @param status the HTTP status
 * @param detail what is wrong, in a form that can be shown to users
 * @param instance the path of the request, without a token of a share
 * @param requestId the id under which the log has the cause
 * @param errors the inputs that break a rule; null if the request is well-formed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        @Nullable List<InputError> errors) {

    /** The media type of problems written as JSON. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * An input that breaks a rule.
     *
     * @param input its name: a parameter, or the path of a field of the body such as "fineTuning.epochs"
     * @param rule the rule and the value that breaks it
     */
    public record InputError(String input, String rule) {

        @Override
        public String toString() {
            return input + ": " + rule;
        }
    }
}
