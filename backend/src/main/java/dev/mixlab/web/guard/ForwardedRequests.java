package dev.mixlab.web.guard;

import dev.mixlab.web.http.access.Client;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from {@code X-Forwarded-Host}, {@code -Proto} and {@code -For}, or from {@code Forwarded} (RFC 7239), whose request a trusted proxy
 * forwards. What others say in these headers is ignored. Of several values the last counts, which the nearest proxy has added; the client is
 * the last one that is no trusted proxy itself.
 */
public final class ForwardedRequests implements PlatformHandler {

    private static final Pattern PART = Pattern.compile("(?i)(host|proto|for)=(?:\"([^\"]*)\"|([^;,\\s]*))");
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*)](?::\\d+)?|([0-9.]+):\\d+");

    private final TrustedProxies proxies;

    public ForwardedRequests(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!proxies.isEmpty() && proxies.trusts(request.remoteAddress().hostAddress())) {
            forwarded(request).noteIn(context);
        }
        context.next();
    }

    private Client forwarded(HttpServerRequest request) {
        Client proxy = Client.ofConnection(request);
        String host = last(values(request, "X-Forwarded-Host", "host"));
        String scheme = last(values(request, "X-Forwarded-Proto", "proto"));
        String address = proxy.address();
        List<String> chain = values(request, "X-Forwarded-For", "for");
        for (int place = chain.size() - 1; place >= 0 && proxies.trusts(address); place--) {
            address = withoutPort(chain.get(place));
        }
        return new Client(
                host == null ? proxy.host() : host, scheme == null ? null : scheme.toLowerCase(Locale.ROOT), address);
    }

    private static List<String> values(HttpServerRequest request, String header, String part) {
        List<String> own = request.headers().getAll(header).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        return own.isEmpty()
                ? request.headers().getAll("Forwarded").stream()
                        .flatMap(line -> PART.matcher(line).results())
                        .filter(found -> found.group(1).equalsIgnoreCase(part))
                        .map(found -> found.group(2) == null ? found.group(3) : found.group(2))
                        .toList()
                : own;
    }

    private static @Nullable String last(List<String> values) {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    private static String withoutPort(String address) {
        Matcher parts = WITH_PORT.matcher(address);
        if (!parts.matches()) {
            return address;
        }
        return parts.group(1) == null ? parts.group(2) : parts.group(1);
    }
}
