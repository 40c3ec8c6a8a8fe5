package dev.mixlab.web.http.access;

import dev.mixlab.common.InvalidInputException;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * The path below which everything lies that the server answers, such as {@code /mixlab} behind a proxy that has other programs beside it.
 * It is taken off every request before anything else reads the path, and put before every address that leaves the server.
 *
 * @param path with a slash at its beginning and none at its end; empty where the server has the host for itself
 */
public record BasePath(String path) {

    /** The server has the host for itself. */
    public static final BasePath NONE = new BasePath("");

    private static final Pattern FORM = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final String KEY = "basePath";

    /**
     * Reads the path of an option.
     *
     * @throws InvalidInputException if it is no path that needs no escapes
     */
    public static BasePath of(String option) {
        String path = option.endsWith("/") ? option.substring(0, option.length() - 1) : option;
        if (path.isEmpty()) {
            return NONE;
        }
        if (!FORM.matcher(path).matches()) {
            throw new InvalidInputException(
                    "--base-path '%s': a path begins with a slash and has letters, digits, '-', '_', '~' and '.' between slashes, such as /mixlab"
                            .formatted(option));
        }
        return new BasePath(path);
    }

    /** Tells whether the path of a request lies below this one. */
    public boolean contains(String requested) {
        return requested.startsWith(path + "/");
    }

    /** Notes that this path was taken off a request. */
    public void noteIn(RoutingContext context) {
        context.put(KEY, path);
    }

    /** Tells whether a path was taken off a request. */
    public static boolean isNotedIn(RoutingContext context) {
        return context.get(KEY) != null;
    }

    /** Returns an address of the server, as its own operations know it, in the form in which clients of a request do. */
    public static String outside(RoutingContext context, String address) {
        return context.get(KEY, "") + address;
    }
}
