package dev.mixlab.web.http.access;

import io.vertx.openapi.contract.Operation;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may call an operation: the value of {@code x-access} in the contract. */
public enum Access {

    /** Everybody, without an account too. */
    ANYONE,

    /** Everybody with an account. */
    VIEWER,

    /** Members and administrators. */
    MEMBER,

    /** Of the members the one who owns what the path names, and administrators. */
    OWNER,

    /** Administrators. */
    ADMIN;

    private static final String EXTENSION = "x-access";

    /**
     * Reads the rule of an operation.
     *
     * @throws IllegalStateException if the contract has none, or one that is not known
     */
    public static Access of(Operation operation) {
        String value = operation.getOpenAPIModel().getString(EXTENSION, "");
        return find(value)
                .orElseThrow(() -> new IllegalStateException(
                        "operation %s needs %s: anyone, viewer, member, owner or admin, not '%s'"
                                .formatted(operation.getOperationId(), EXTENSION, value)));
    }

    private static Optional<Access> find(String value) {
        return Stream.of(values())
                .filter(access -> access.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
    }
}
