package dev.mixlab.web.http;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises addresses with the token of a share, which must be neither logged nor repeated in an answer. */
public final class ShareAddresses {

    private static final Pattern TOKEN = Pattern.compile("((?:^|/)(?:s|shared)/+)[^/?]+");
    private static final Pattern SHARED =
            Pattern.compile("(?:%s/shared|/s)/.*".formatted(Pattern.quote(Contract.BASE)));

    private static final Pattern CANONICAL =
            Pattern.compile("/s/[^/%%]+|%s/shared/[^/%%]+(?:/read|/page)?".formatted(Pattern.quote(Contract.BASE)));

    private ShareAddresses() {}

    /** Tells whether a path belongs to a share, in the page or in the HTTP interface. */
    public static boolean contains(String path) {
        return SHARED.matcher(path).matches();
    }

    /** Tells whether a path is that of a share's page, not one of the HTTP interface. */
    public static boolean isPage(String path) {
        return path.startsWith("/s/") && isCanonical(path);
    }

    /** Tells whether a path of a share is written in its one form: without escapes, dot segments or further slashes. */
    public static boolean isCanonical(String path) {
        return CANONICAL.matcher(path).matches();
    }

    /** Returns the path of a request with any token masked, whatever way the path is encoded. */
    static String masked(RoutingContext context) {
        String path = RequestPaths.of(context);
        Matcher token = TOKEN.matcher(path);
        return token.find() ? token.replaceAll("$1...") : context.request().path();
    }
}
