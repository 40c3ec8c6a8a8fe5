package dev.mixlab.web.http;

import dev.mixlab.web.http.access.Sender;
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
 * The parts of a request, from a client or from the server itself.
 *
 * @param pathParams values of the path's parameters, decoded
 * @param queryParams parameters of the query
 * @param headers its headers
 * @param body the body; null if there is none
 * @param sender who makes the request
 */
record RequestParts(
        Map<String, String> pathParams,
        MultiMap queryParams,
        MultiMap headers,
        @Nullable Buffer body,
        Sender sender) {

    static RequestParts of(RoutingContext context, Sender sender) {
        return new RequestParts(
                context.pathParams(),
                context.queryParams(),
                context.request().headers(),
                context.body().buffer(),
                sender);
    }

    /**
     * Takes the address of a GET request apart.
     *
     * @param template the path of the contract, with parameters in braces
     * @param address path and query
     * @throws IllegalArgumentException if the address is not encoded correctly
     */
    static RequestParts of(String template, String address, boolean binary) {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        if (mark >= 0) {
            for (String pair : address.substring(mark + 1).split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                query.add(decode(nameAndValue[0]), nameAndValue.length == 1 ? "" : decode(nameAndValue[1]));
            }
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.ACCEPT, binary ? "application/octet-stream" : "application/json");
        return new RequestParts(pathParams(template, path), query, headers, null, Sender.share());
    }

    private static Map<String, String> pathParams(String template, String path) {
        String[] names = template.split("/", -1);
        String[] values = path.split("/", -1);
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                params.put(names[i].substring(1, names[i].length() - 1), decode(values[i].replace("+", "%2B")));
            }
        }
        return params;
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
