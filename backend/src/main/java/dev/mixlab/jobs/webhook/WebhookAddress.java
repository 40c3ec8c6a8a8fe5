package dev.mixlab.jobs.webhook;

import dev.mixlab.common.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where it is told that a run has ended. The path of such an address is often a secret, so that texts name the host only.
 *
 * @param uri an address by HTTPS, or by HTTP on this machine
 */
public record WebhookAddress(URI uri) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public WebhookAddress {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        boolean safe = "https".equals(scheme) || ("http".equals(scheme) && host != null && LOOPBACK.contains(host));
        if (!safe || host == null || uri.getUserInfo() != null) {
            throw new InvalidInputException(
                    "--webhook: the address must be https://HOST/..., or http://localhost:PORT/... on this machine, without a user name");
        }
    }

    /** Reads an address. */
    public static WebhookAddress parse(String text) {
        try {
            return new WebhookAddress(new URI(text));
        } catch (URISyntaxException malformed) {
            throw new InvalidInputException(
                    "--webhook: the address cannot be read: " + malformed.getReason(), malformed);
        }
    }

    /** Returns the host with its port. */
    @Override
    public String toString() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
