package dev.mixlab.run.account;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.run.id.AccountId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account of a person.
 *
 * @param id id of the account
 * @param name the name that the person signs in with, in lower case; no two accounts have the same
 * @param displayName the name that others see
 * @param role what it may do
 * @param disabled whether it is kept from signing in
 * @param hasPassword whether it can sign in with a password
 * @param issuer the OpenID Connect issuer that signs it in; null for accounts with a password
 * @param createdAt time of its creation
 * @param seenAt time of its last request, to the minute; null before the first
 */
public record Account(
        AccountId id,
        String name,
        String displayName,
        Role role,
        boolean disabled,
        boolean hasPassword,
        @Nullable String issuer,
        Instant createdAt,
        @Nullable Instant seenAt) {

    /**
     * An account to be created.
     *
     * @param name 1 to 100 of a-z, 0-9, dot, hyphen, underscore and @, beginning with a letter or a digit
     * @param displayName a text of one line
     * @param role what it may do
     */
    public record New(String name, String displayName, Role role) {

        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");

        public New {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidInputException(("name '%s': the name of an account has 1 to 100 of the characters"
                                + " a-z, 0-9, dot, hyphen, underscore and @, and begins with a letter or a digit")
                        .formatted(name));
            }
            requireDisplayName(displayName);
        }
    }

    /**
     * What is changed in an account; null for what stays.
     *
     * @param displayName a text of one line
     * @param role what it may do from now on
     * @param disabled whether it is kept from signing in
     */
    public record Change(
            @Nullable String displayName,
            @Nullable Role role,
            @Nullable Boolean disabled) {

        public Change {
            if (displayName != null) {
                requireDisplayName(displayName);
            }
        }
    }

    /**
     * Who a person is to an OpenID Connect issuer.
     *
     * @param issuer address of the issuer
     * @param subject the issuer's id of the person, which never changes
     */
    public record Identity(String issuer, String subject) {}

    private static void requireDisplayName(String displayName) {
        PlainText.require("displayName", displayName);
        if (displayName.isBlank()) {
            throw new InvalidInputException("displayName: an account needs a name that others see");
        }
    }
}
