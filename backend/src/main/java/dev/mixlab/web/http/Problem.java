package dev.mixlab.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 writes it.
 *
 * @param type always "about:blank": the status says which kind it is
 * @param title the name of the status
 * @param status the HTTP status
 * @param detail what is wrong, fit to be shown
 * @param instance the path that was asked for
 * @param requestId stands in the log beside the cause
 * @param errors the inputs that break a rule, or null where the request's form is not at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        @Nullable List<BrokenRule> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    /**
     * An input that breaks a rule.
     *
     * @param input its name: a parameter, or the path of a field of the body such as "fineTuning.epochs"
     * @param rule the rule and what broke it
     */
    public record BrokenRule(String input, String rule) {

        @Override
        public String toString() {
            return input + ": " + rule;
        }
    }
}
