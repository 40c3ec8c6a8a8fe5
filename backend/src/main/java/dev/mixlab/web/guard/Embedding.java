package dev.mixlab.web.guard;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.http.RequestPaths;
import dev.mixlab.web.http.ShareAddresses;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whose pages may show a share in a frame: those of the hosts that the administrator names, and only shares in their embedded form. */
public final class Embedding {

    private static final Pattern HOST = Pattern.compile(
            "(?:https?://)?(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+])(?::\\d{1,5})?");

    private final List<String> hosts;

    private Embedding(List<String> hosts) {
        this.hosts = hosts;
    }

    /**
     * Embedding by pages of some hosts.
     *
     * @param hosts names or addresses, with a port where it is not the usual one; with http:// or https:// for that scheme alone
     * @throws InvalidInputException if one is not of this form, as a wildcard is not
     */
    public static Embedding by(Collection<String> hosts) {
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new InvalidInputException(
                        "--embed-host '%s': a host is a name or an address, such as wiki.example.org or https://wiki.example.org:8443"
                                .formatted(host));
            }
        }
        return new Embedding(List.copyOf(hosts));
    }

    /** Tells whether the answer to a request may be shown in a frame. */
    boolean allows(RoutingContext context) {
        return !hosts.isEmpty()
                && ShareAddresses.isPage(RequestPaths.of(context))
                && "1".equals(context.request().getParam("embed"));
    }

    /** The sources of the directive frame-ancestors. */
    String ancestors() {
        return hosts.stream()
                .map(host -> host.contains("://") ? host : "http://%s https://%s".formatted(host, host))
                .collect(Collectors.joining(" "));
    }
}
