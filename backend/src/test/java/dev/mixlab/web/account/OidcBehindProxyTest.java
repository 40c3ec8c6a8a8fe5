package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.guard.TrustedProxies;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.issuer.LocalIssuer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in at an issuer where the server lies below a path, behind a proxy that speaks HTTPS. */
class OidcBehindProxyTest {

    private static final String PUBLIC = "https://allowed.test/mixlab/";

    private final LocalIssuer issuer = new LocalIssuer();

    private RunningServer server(List<String> trusted) {
        RunningServer server = RunningServer.with(
                new OidcSettings(issuer.address(), LocalIssuer.CLIENT, LocalIssuer.SECRET, Role.MEMBER, List.of()),
                Clock.systemUTC(),
                new Proxying(BasePath.of("/mixlab"), TrustedProxies.of(trusted)));
        server.store.accounts.accounts().createFirst(new Account.New("ada", "Ada", Role.ADMIN), "hash");
        return server;
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void theIssuerSendsBackToThePublicAddressAndCookiesAreSecure() {
        try (RunningServer server = server(List.of("127.0.0.1", "::1"))) {
            OidcBrowser browser = new OidcBrowser(
                    server,
                    "/mixlab",
                    Map.of(
                            "Origin", "https://allowed.test",
                            "X-Forwarded-Host", "allowed.test",
                            "X-Forwarded-Proto", "https"));
            String address = browser.begin("/runs");
            assertThat(address).contains("redirect_uri=" + encoded(PUBLIC + "api/v1/oidc/callback"));
            HttpResponse<String> entered = browser.arrive(browser.answer(address));
            assertThat(entered.headers().firstValue("Location")).contains("/mixlab/runs");
            assertThat(entered.headers().allValues("Set-Cookie"))
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "Path=/mixlab/", "SameSite=Lax"));
            assertThat(browser.session().getString("role")).isEqualTo("member");
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
