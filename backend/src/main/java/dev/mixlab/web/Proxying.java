package dev.mixlab.web;

import dev.mixlab.web.guard.TrustedProxies;
import dev.mixlab.web.http.access.BasePath;
import java.util.List;

/**
 * What stands between a server and its clients.
 *
 * @param base the path below which the server lies
 * @param trusted the proxies whose word is taken for whom they forward requests of
 */
public record Proxying(BasePath base, TrustedProxies trusted) {

    /** Nothing stands in between. */
    public static final Proxying NONE = new Proxying(BasePath.NONE, TrustedProxies.of(List.of()));

    /** Tells whether nothing stands in between. */
    boolean isNone() {
        return base.equals(BasePath.NONE) && trusted.isEmpty();
    }
}
