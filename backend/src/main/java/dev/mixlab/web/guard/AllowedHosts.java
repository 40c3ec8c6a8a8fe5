package dev.mixlab.web.guard;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.http.access.Client;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a page of another site makes, whatever their method. A browser names in Host the site that it
 * believes to talk to, so that a name of another site that was bound to this address anew is recognised (DNS
 * rebinding), and in Origin the site whose page makes the request.
 */
public final class AllowedHosts implements SecurityPolicyHandler {

    private static final int MISDIRECTED = 421;
    private static final int FORBIDDEN = 403;

    /** Letters of any script, because browsers and proxies disagree on the form of such names. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*");

    private final Set<String> names;
    private final boolean everyAddress;

    private AllowedHosts(Set<String> names, boolean everyAddress) {
        this.names = names;
        this.everyAddress = everyAddress;
    }

    /**
     * The hosts under which a server answers: on a loopback address only loopback hosts; on another one its name and
     * its addresses; on all addresses at once every address in numbers, which cannot be bound anew, and the machine's
     * own name; and those that are named in addition.
     *
     * @param host the address that the server listens on
     * @param further names or addresses by which it is reached besides
     * @throws InvalidInputException if one of these has more than a name or an address, such as a port
     */
    public static AllowedHosts of(String host, Collection<String> further) {
        Stream<String> own = Stream.of(host);
        boolean any = false;
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            any = Stream.of(addresses).anyMatch(InetAddress::isAnyLocalAddress);
            own = Stream.concat(own, Stream.of(addresses).map(InetAddress::getHostAddress));
            own = any ? Stream.concat(own, Stream.of(machine())) : own;
        } catch (UnknownHostException unknown) {
            // listening fails with a message of its own
        }
        Set<String> names = Stream.concat(own, further.stream().map(AllowedHosts::checked))
                .map(AllowedHosts::canonical)
                .collect(Collectors.toUnmodifiableSet());
        return new AllowedHosts(names, any);
    }

    private static String checked(String option) {
        if (!NAME.matcher(option).matches() && NetUtil.createByteArrayFromIpAddressString(canonical(option)) == null) {
            throw new InvalidInputException(
                    "--allowed-host '%s': a host is a name or an address alone, such as lab.example.org, without scheme, port and path"
                            .formatted(option));
        }
        return option;
    }

    private static String machine() throws UnknownHostException {
        return InetAddress.getLocalHost().getHostName();
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Client client = Client.of(context);
        if (!allows(client.hostName())) {
            context.fail(new RefusedRequestException(
                    MISDIRECTED,
                    "Host: this server does not answer for '%s'; --allowed-host of serve adds names that it answers for"
                            .formatted(client.hostName())));
            return;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !isSameSite(origin, client)) {
            context.fail(new RefusedRequestException(
                    FORBIDDEN, "Origin: pages of other sites, here '%s', may not make requests".formatted(origin)));
            return;
        }
        if (isForeign(request)) {
            context.fail(new RefusedRequestException(
                    FORBIDDEN, "Sec-Fetch-Site: pages of other sites may not make requests"));
            return;
        }
        context.next();
    }

    /** Tells whether the server answers under a name or an address. */
    boolean allows(String host) {
        String name = canonical(host);
        if (names.contains(name)) {
            return true;
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        if (address == null) {
            return name.equals("localhost");
        }
        return everyAddress || isLoopback(address);
    }

    /** Tells whether a server that listens on a host is reached from this machine alone. */
    public static boolean isLoopback(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Tells whether an origin is the server itself, which a proxy that says nothing of it may serve under https. */
    private static boolean isSameSite(String origin, Client client) {
        return Stream.of("http", "https")
                .filter(scheme -> client.scheme() == null || client.scheme().equals(scheme))
                .anyMatch(scheme -> origin.equalsIgnoreCase(scheme + "://" + client.host()));
    }

    /** Tells requests of the interface by other sites' pages from links, which may be followed from anywhere. */
    private static boolean isForeign(HttpServerRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        return foreign && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        name = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        return address == null ? name : NetUtil.bytesToIpAddress(address);
    }
}
