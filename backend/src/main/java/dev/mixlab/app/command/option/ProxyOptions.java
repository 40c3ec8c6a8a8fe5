package dev.mixlab.app.command.option;

import dev.mixlab.web.Proxying;
import dev.mixlab.web.guard.TrustedProxies;
import dev.mixlab.web.http.access.BasePath;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a server behind a proxy. */
public final class ProxyOptions {

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "Path below which everything lies, such as /mixlab behind a proxy that passes this path on"
                    + " (${DEFAULT-VALUE}).")
    private String basePath = "/";

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            split = ",",
            description =
                    "Address or network, such as 127.0.0.1 or 10.0.0.0/8, of a proxy whose X-Forwarded-Host, -Proto and"
                            + " -For, or Forwarded, are believed; may be repeated (none).")
    private List<String> trusted = List.of();

    /**
     * Returns what the options say.
     *
     * @throws dev.mixlab.common.InvalidInputException if one cannot be
     */
    public Proxying proxying() {
        return new Proxying(BasePath.of(basePath), TrustedProxies.of(trusted));
    }
}
