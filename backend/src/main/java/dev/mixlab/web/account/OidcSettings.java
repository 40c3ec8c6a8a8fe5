package dev.mixlab.web.account;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID Connect issuer at which people sign in, and whom of them the server admits.
 *
 * @param issuer address of the issuer, by HTTPS or by HTTP on this machine; a slash at its end is taken off
 * @param clientId the id by which the issuer knows this server
 * @param secret what the server shows to the issuer beside its id; null for a client without a secret
 * @param role the role of a person who is seen for the first time, which is not that of administrators
 * @param domains the domains of e-mail addresses that are admitted, in any case of letters; all if there is none
 */
public record OidcSettings(
        URI issuer, String clientId, @Nullable String secret, Role role, List<String> domains) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*");

    public OidcSettings {
        String scheme = issuer.getScheme();
        String host = issuer.getHost();
        boolean safe = "https".equals(scheme) || ("http".equals(scheme) && host != null && LOOPBACK.contains(host));
        if (!safe || host == null || issuer.getUserInfo() != null || issuer.getQuery() != null) {
            throw new InvalidInputException(
                    "--oidc-issuer '%s': an issuer is https://HOST/..., or http://localhost:PORT/... on this machine"
                            .formatted(issuer));
        }
        if (clientId.isBlank()) {
            throw new InvalidInputException(
                    "--oidc-client-id: the issuer gives each program that it signs people in for an id");
        }
        if (role == Role.ADMIN) {
            throw new InvalidInputException("--oidc-role admin: administrators are made by administrators alone");
        }
        for (String domain : domains) {
            if (!DOMAIN.matcher(domain).matches()) {
                throw new InvalidInputException(
                        "--oidc-allowed-domain '%s': a domain is what stands behind the @, such as example.org"
                                .formatted(domain));
            }
        }
        String text = issuer.toString();
        issuer = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : issuer;
        domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
    }

    /** Returns the host of the issuer, with its port where that is not the usual one. */
    String host() {
        return issuer.getPort() < 0 ? issuer.getHost() : issuer.getHost() + ":" + issuer.getPort();
    }

    @Override
    public String toString() {
        return "OidcSettings[%s as %s]".formatted(issuer, clientId);
    }
}
