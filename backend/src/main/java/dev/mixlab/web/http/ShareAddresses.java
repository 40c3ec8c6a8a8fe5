package dev.mixlab.web.http;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that hold a share's token, which is not to be noted down or repeated. */
final class ShareAddresses {

    private static final Pattern TOKEN = Pattern.compile("((?:^|/)(?:s|shared)/+)[^/?]+");
    private static final Pattern SHARED =
            Pattern.compile("(?:%s/shared|/s)/.*".formatted(Pattern.quote(Contract.BASE)));

    private ShareAddresses() {}

    /** Whether a path is one of a share: the page's or the interface's. */
    static boolean isOne(String path) {
        return SHARED.matcher(path).matches();
    }

    /** The path that was asked for, without the token that it may hold, however it is written. */
    static String masked(RoutingContext context) {
        String path = context.normalizedPath();
        Matcher token = TOKEN.matcher(path);
        return token.find() ? token.replaceAll("$1...") : context.request().path();
    }
}
