package dev.mixlab.web.guard;

import dev.mixlab.web.http.problem.RefusedRequestException;
import io.netty.util.NetUtil;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Guards a server that anybody may use who reaches it: requests are refused that somebody else than this machine may have made, so that
 * a proxy does not open the server to the world by accident.
 */
public final class DirectRequests implements SecurityPolicyHandler {

    private static final int FORBIDDEN = 403;
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip");

    @Override
    public void handle(RoutingContext context) {
        Optional<String> proxy = context.request().headers().names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> OF_PROXIES.contains(name) || name.startsWith("x-forwarded-"))
                .sorted()
                .findFirst();
        HostAndPort authority = context.request().authority();
        if (proxy.isPresent()) {
            refuse(context, "%s: this request comes through a proxy".formatted(proxy.get()));
        } else if (authority == null || !isLoopback(authority.host())) {
            refuse(context, "Host: '%s' is not this machine".formatted(authority == null ? "" : authority.host()));
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, String reason) {
        context.fail(new RefusedRequestException(
                FORBIDDEN,
                reason + ", and this server has no accounts, so that it answers this machine alone;"
                        + " start it with --accounts to open it to others"));
    }

    /** Tells whether a host, as it stands in an address, is this machine whatever the network says. */
    public static boolean isLoopback(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        try {
            return address == null
                    ? name.equalsIgnoreCase("localhost")
                    : InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
