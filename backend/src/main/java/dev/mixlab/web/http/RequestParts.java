package dev.mixlab.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request consists of, from outside or within the server.
 *
 * @param pathParams the values of the places in its path, decoded
 * @param queryParams its query
 * @param headers its headers
 * @param body its body, or null where it has none
 */
record RequestParts(
        Map<String, String> pathParams,
        MultiMap queryParams,
        MultiMap headers,
        @Nullable Buffer body) {

    static RequestParts of(RoutingContext context) {
        return new RequestParts(
                context.pathParams(),
                context.queryParams(),
                context.request().headers(),
                context.body().buffer());
    }

    /**
     * The parts of a path with its query that ask to read something.
     *
     * @param template the path with places in braces, which the path fits
     * @param address path and query
     * @throws IllegalArgumentException if something in it is not encoded as addresses are
     */
    static RequestParts of(String template, String address, boolean binary) {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        if (mark >= 0) {
            for (String pair : address.substring(mark + 1).split("&", -1)) {
                String[] sides = pair.split("=", 2);
                query.add(decode(sides[0]), sides.length == 1 ? "" : decode(sides[1]));
            }
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.ACCEPT, binary ? "application/octet-stream" : "application/json");
        return new RequestParts(places(template, path), query, headers, null);
    }

    private static Map<String, String> places(String template, String path) {
        String[] names = template.split("/", -1);
        String[] values = path.split("/", -1);
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                places.put(names[i].substring(1, names[i].length() - 1), decode(values[i].replace("+", "%2B")));
            }
        }
        return places;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String pathParam(String name) {
        return pathParams.getOrDefault(name, "");
    }

    List<String> queryParam(String name) {
        return queryParams.getAll(name);
    }
}
