package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.issuer.LocalIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who sign in at an OpenID Connect issuer, and those who try what must not be. */
class OidcTest {

    private final LocalIssuer issuer = new LocalIssuer();
    private final LaterClock clock = new LaterClock();
    private RunningServer server = server(issuer.address());
    private OidcBrowser browser = new OidcBrowser(server);

    private RunningServer server(URI address, String... domains) {
        OidcSettings settings =
                new OidcSettings(address, LocalIssuer.CLIENT, LocalIssuer.SECRET, Role.VIEWER, List.of(domains));
        return RunningServer.with(settings, clock, Proxying.NONE);
    }

    private void restart(URI address, String... domains) {
        server.close();
        server = server(address, domains);
        browser = new OidcBrowser(server);
        createAdministrator();
    }

    @BeforeEach
    void createAdministrator() {
        server.store.accounts.accounts().createFirst(new Account.New("ada", "Ada", Role.ADMIN), "hash");
    }

    @AfterEach
    void close() {
        server.close();
        issuer.close();
    }

    private Account account(String name) {
        return server.store.accounts.accounts().find(name).orElseThrow();
    }

    /** The problem that the page tells after somebody came back. */
    private static Optional<String> problem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.startsWith("/sign-in?problem=")
                ? Optional.of(location.substring("/sign-in?problem=".length()))
                : Optional.empty();
    }

    private void refused(String problem) {
        HttpResponse<String> answer = browser.signIn("/");
        assertThat(problem(answer)).contains(problem);
        assertThat(browser.session().getString("way")).isEqualTo("nobody");
        assertThat(server.store.accounts.accounts().list())
                .extracting(Account::name)
                .doesNotContain("grace");
    }

    @Test
    void somebodyIsSignedInAsTheSameAccountEachTime() {
        issuer.person = new JsonObject()
                .put("sub", "s-1")
                .put("preferred_username", "Grace")
                .put("name", "Grace Hopper")
                .put("email", "grace@example.org");
        assertThat(browser.session().getString("oidc")).isEqualTo("localhost:" + issuer.port());
        HttpResponse<String> entered = browser.signIn("/runs?tag=paper");
        assertThat(entered.headers().firstValue("Location")).contains("/runs?tag=paper");
        assertThat(entered.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("mixlab_session_")
                        .contains("HTTPOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("mixlab_oidc_").contains("Max-Age=0"));
        JsonObject session = browser.session();
        assertThat(session.getString("way")).isEqualTo("session");
        assertThat(session.getString("role")).isEqualTo("viewer");
        JsonObject account = session.getJsonObject("account");
        assertThat(account.getString("name")).isEqualTo("grace");
        assertThat(account.getString("displayName")).isEqualTo("Grace Hopper");
        assertThat(account.getString("issuer")).isEqualTo(issuer.address().toString());
        assertThat(account.getBoolean("hasPassword")).isFalse();

        issuer.person.put("preferred_username", "hopper").put("name", "Rear Admiral Hopper");
        OidcBrowser again = new OidcBrowser(server);
        assertThat(problem(again.signIn("/"))).isEmpty();
        assertThat(again.session().getJsonObject("account").getString("id")).isEqualTo(account.getString("id"));
    }

    @Test
    void aNameThatIsTakenGivesNobodyTheAccountThatHasIt() {
        issuer.person = new JsonObject().put("sub", "s-9").put("preferred_username", "ada");
        assertThat(problem(browser.signIn("/"))).isEmpty();
        JsonObject account = browser.session().getJsonObject("account");
        assertThat(account.getString("name")).isEqualTo("ada-2");
        assertThat(account.getString("role")).isEqualTo("viewer");
    }

    @Test
    void namesThatTheIssuerGivesTakeTheFormOfNames() {
        issuer.person = new JsonObject()
                .put("sub", "s-1")
                .put("preferred_username", "  ÄÖ Jürgen\tM.\u2028 ")
                .put("name", "Jürgen\nMüller " + "x".repeat(300));
        assertThat(problem(browser.signIn("/"))).isEmpty();
        JsonObject account = browser.session().getJsonObject("account");
        assertThat(account.getString("name")).isEqualTo("j-rgen-m.");
        assertThat(account.getString("displayName"))
                .startsWith("Jürgen Müller xxx")
                .hasSize(200);

        issuer.person = new JsonObject().put("sub", "s-2");
        OidcBrowser nameless = new OidcBrowser(server);
        assertThat(problem(nameless.signIn("/"))).isEmpty();
        assertThat(nameless.session().getJsonObject("account").getString("name"))
                .isEqualTo("person");
    }

    @Test
    void anAnswerThatThisBrowserHasNotAskedForIsRefused() {
        String answered = browser.answer(browser.begin("/"));
        assertThat(problem(browser.arrive(answered.replaceAll("state=\\w+", "state=other"))))
                .contains("late");
        assertThat(problem(new OidcBrowser(server).arrive(answered)))
                .as("of another browser")
                .contains("late");
        assertThat(problem(browser.arrive("/api/v1/oidc/callback"))).contains("late");
        String cookie = String.valueOf(browser.cookies.replace(browser.pendingCookie(), "garbage"));
        assertThat(problem(browser.arrive(answered))).contains("late");
        browser.cookies.replace(browser.pendingCookie(), cookie);
        assertThat(problem(browser.arrive(answered)))
                .as("none of these has spoilt it")
                .isEmpty();
    }

    @Test
    void aSignInThatTakesTooLongIsRefused() {
        String answered = browser.answer(browser.begin("/"));
        clock.goForward(Duration.ofMinutes(11));
        assertThat(problem(browser.arrive(answered))).contains("late");
    }

    @Test
    void aCodeIsOfUseOnce() {
        String answered = browser.answer(browser.begin("/"));
        OidcBrowser thief = new OidcBrowser(server);
        thief.cookies.putAll(browser.cookies);
        assertThat(problem(browser.arrive(answered))).isEmpty();
        assertThat(problem(thief.arrive(answered))).contains("answer");
    }

    @Test
    void theClaimsOfTheTokenAreChecked() {
        issuer.claims = claims -> claims.put("nonce", "another");
        refused("answer");
        issuer.claims = claims -> claims.put("aud", "another");
        refused("answer");
        issuer.claims = claims ->
                claims.put("aud", new JsonArray().add(LocalIssuer.CLIENT).add("another"));
        refused("answer");
        issuer.claims = claims -> claims.put("azp", "another");
        refused("answer");
        issuer.claims = claims -> claims.put("iss", "http://localhost:1/lab");
        refused("answer");
        issuer.claims = claims -> claims.put("exp", claims.getLong("iat") - 120);
        refused("answer");
        issuer.claims = claims -> claims.put("iat", claims.getLong("iat") + 1000);
        refused("answer");
        issuer.claims = claims -> claims.put("sub", "");
        refused("answer");
        for (String claim : List.of("nonce", "aud", "iss", "exp", "iat", "sub")) {
            issuer.claims = claims -> {
                claims.remove(claim);
                return claims;
            };
            refused("answer");
        }
        issuer.claims = claims -> claims;
        assertThat(problem(browser.signIn("/"))).isEmpty();
    }

    @Test
    void theSignatureOfTheTokenIsChecked() {
        issuer.token = LocalIssuer::forged;
        refused("answer");
        issuer.token = LocalIssuer::unsigned;
        refused("answer");
        issuer.token = token -> "no token";
        refused("answer");
        issuer.token = token -> token;
        issuer.changeKey();
        assertThat(problem(browser.signIn("/")))
                .as("a key that was published since")
                .isEmpty();
    }

    @Test
    void somebodyWhomTheIssuerRefusesIsNotSignedIn() {
        issuer.refuses = true;
        refused("refused");
    }

    @Test
    void aDisabledAccountIsOut() {
        assertThat(problem(browser.signIn("/"))).isEmpty();
        server.store.accounts.accounts().change(account("grace").id(), new Account.Change(null, null, true));
        OidcBrowser again = new OidcBrowser(server);
        assertThat(problem(again.signIn("/"))).contains("disabled");
        assertThat(again.session().getString("way")).isEqualTo("nobody");
    }

    @Test
    void theDomainOfAVerifiedAddressDecides() {
        restart(issuer.address(), "Lab.example.org");
        issuer.person = person("grace@elsewhere.org", true);
        refused("domain");
        issuer.person = person("grace@lab.example.org.evil.org", true);
        refused("domain");
        issuer.person = person("grace@lab.example.org", false);
        refused("domain");
        issuer.person = new JsonObject().put("sub", "s-1").put("preferred_username", "grace");
        refused("domain");
        issuer.told = person("grace@lab.example.org", true).put("sub", "somebody else");
        refused("domain");
        issuer.told = person("grace@LAB.example.org", true);
        assertThat(problem(browser.signIn("/"))).as("told beside the token").isEmpty();
        issuer.person = person("grace@lab.example.org", true);
        assertThat(problem(new OidcBrowser(server).signIn("/"))).isEmpty();
    }

    private static JsonObject person(String email, boolean verified) {
        return new JsonObject()
                .put("sub", "s-1")
                .put("preferred_username", "grace")
                .put("email", email)
                .put("email_verified", verified);
    }

    @Test
    void theServerWaitsForAnIssuerThatIsDown() {
        int port = issuer.port();
        issuer.close();
        HttpResponse<String> down = browser.start("/");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(down.body()).getString("detail"))
                .startsWith("localhost:" + port + " does not answer");
        try (LocalIssuer back = new LocalIssuer(port)) {
            assertThat(browser.start("/").statusCode())
                    .as("left alone for a moment")
                    .isEqualTo(503);
            clock.goForward(Duration.ofSeconds(6));
            String answered = browser.answer(browser.begin("/"));
            back.stop();
            assertThat(problem(browser.arrive(answered))).contains("issuer");
        }
    }

    @Test
    void anIssuerThatCallsItselfOtherwiseIsRefused() {
        restart(URI.create("http://127.0.0.1:%s/lab".formatted(issuer.port())));
        assertThat(browser.start("/").statusCode()).isEqualTo(503);
    }

    @Test
    void manyFailuresOfAnAddressWait() {
        issuer.refuses = true;
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(problem(browser.signIn("/"))).contains("refused");
        }
        assertThat(problem(browser.signIn("/"))).contains("attempts");
        clock.goForward(Duration.ofMinutes(16));
        issuer.refuses = false;
        issuer.claims = claims -> claims.put("exp", claims.getLong("iat") + 3600);
        assertThat(problem(browser.signIn("/"))).isEmpty();
    }

    @Test
    void nobodyIsSentToAnotherSite() {
        for (String to : List.of("//evil.test", "https://evil.test", "/\\evil.test", "runs", "/a b")) {
            assertThat(browser.start(to).statusCode()).as(to).isEqualTo(400);
        }
    }

    @Test
    void whoComesIsListed() {
        issuer.claims = claims -> claims.put("aud", "another");
        browser.signIn("/");
        issuer.claims = claims -> claims;
        browser.signIn("/");
        JsonArray entries =
                new JsonObject(browser.asAdministrator("/api/v1/audit").body()).getJsonArray("items");
        assertThat(entries.stream().map(entry -> words((JsonObject) entry)))
                .contains("grace finishSignIn true", " createAccount true", " finishSignIn false");
    }

    private static String words(JsonObject entry) {
        return "%s %s %s"
                .formatted(entry.getString("accountName"), entry.getString("action"), entry.getBoolean("succeeded"));
    }
}
