package dev.mixlab.web.account;

import java.util.Locale;

/** Why somebody who comes from the issuer is not signed in; the page has a sentence for each. */
enum SignInProblem {

    /** The issuer says that they refused, or that it does not know them. */
    REFUSED,

    /** It took too long, or this browser did not begin it. */
    LATE,

    /** The issuer cannot be reached. */
    ISSUER,

    /** What the issuer has answered does not prove who they are. */
    ANSWER,

    /** The issuer confirms no e-mail address of a domain that is admitted. */
    DOMAIN,

    /** Their account is disabled. */
    DISABLED,

    /** There have been too many attempts from their network address. */
    ATTEMPTS;

    /** Returns the address of the page that says so, below that of the server. */
    String address() {
        return "/sign-in?problem=" + name().toLowerCase(Locale.ROOT);
    }

    /** Ends an attempt to sign in. */
    static final class SignInException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final SignInProblem problem;

        /**
         * An attempt that fails.
         *
         * @param detail what the log says of it
         */
        SignInException(SignInProblem problem, String detail) {
            super(detail);
            this.problem = problem;
        }

        SignInProblem problem() {
            return problem;
        }
    }
}
