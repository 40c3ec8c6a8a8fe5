package dev.mixlab.weights.hub;

import dev.mixlab.common.InvalidInputException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hub, and what it asks of those who read from it.
 *
 * @param base address without a slash at its end
 * @param token secret that is sent to this address and to no other, or null
 */
public record HubAddress(String base, @Nullable String token) {

    private static final String PUBLIC = "https://huggingface.co";

    /**
     * Checks the address.
     *
     * @throws InvalidInputException if it is none of http or https
     */
    public HubAddress {
        base = base.replaceAll("/+$", "");
        URI uri = uri(base);
        String scheme = String.valueOf(uri.getScheme());
        if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
            throw new InvalidInputException(
                    "hub '%s': the address must begin with http:// or https://".formatted(base));
        }
        token = token == null || token.isBlank() ? null : token.strip();
        if (token != null && !token.matches("[\\x21-\\x7e]+")) {
            throw new InvalidInputException("the token of the hub has a character that a header cannot have");
        }
    }

    /** Returns the address of HF_ENDPOINT with the token of HF_TOKEN; the public hub and no token where they are not set. */
    public static HubAddress of(Map<String, String> environment) {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "");
        return new HubAddress(endpoint.isBlank() ? PUBLIC : endpoint.strip(), environment.get("HF_TOKEN"));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInputException("hub '%s' is not an address".formatted(text), malformed);
        }
    }

    /** Returns the address below the hub's. */
    URI at(String path) {
        return uri(base + path);
    }

    /** Tells whether an address is of this hub: scheme, host and port are the same. */
    boolean owns(URI address) {
        URI own = uri(base);
        return own.getScheme().equalsIgnoreCase(String.valueOf(address.getScheme()))
                && own.getHost().equalsIgnoreCase(String.valueOf(address.getHost()))
                && port(own) == port(address);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return base;
    }
}
