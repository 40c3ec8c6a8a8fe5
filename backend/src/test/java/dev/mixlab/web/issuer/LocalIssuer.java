package dev.mixlab.web.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID Connect issuer with one client and its key: discovery, keys, authorization code with PKCE, and tokens. Whoever is
 * sent to it is signed in as {@link #person}, without being asked.
 */
public final class LocalIssuer implements AutoCloseable {

    public static final String CLIENT = "mixlab";
    private static final Keys KEYS = new Keys(freshKeys(), freshKeys(), freshKeys());

    public static final String SECRET = "a secret, with: odd + characters";

    /** Claims about the person who is signed in next. */
    public volatile JsonObject person = new JsonObject().put("sub", "s-1").put("preferred_username", "grace");

    /** What becomes of an ID token's claims before it is signed. */
    public volatile UnaryOperator<JsonObject> claims = UnaryOperator.identity();

    /** What becomes of an ID token after it was signed. */
    public volatile UnaryOperator<String> token = UnaryOperator.identity();

    /** The issuer refuses whoever comes. */
    public volatile boolean refuses;

    /** What it tells at the address for that, beside what is in the token. */
    public volatile JsonObject told = new JsonObject();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile KeyPair keys = KEYS.first();
    private volatile String keyId = "k1";

    public LocalIssuer() {
        this(0);
    }

    /** An issuer on a port; 0 for any free one. */
    public LocalIssuer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
        server.createContext("/lab/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/lab/keys", exchange -> answer(exchange, new JsonObject().put("keys", jwks())));
        server.createContext("/lab/authorize", this::authorize);
        server.createContext("/lab/token", this::token);
        server.createContext("/lab/userinfo", exchange -> answer(exchange, told));
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:%s/lab".formatted(port()));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Signs with another key from now on, which it publishes. */
    public void changeKey() {
        keys = KEYS.second();
        keyId = "k2";
    }

    /** Returns a token whose claims are signed by a key that nobody has published. */
    public static String forged(String token) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + parts[1] + "." + signature(KEYS.unpublished(), parts[0] + "." + parts[1]);
    }

    /** Returns a token of the same claims that says it needs no signature. */
    public static String unsigned(String token) {
        return base64("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + token.split("\\.", -1)[1] + ".";
    }

    /** The keys of all issuers of a process, since it takes a while to find some: the usual one, the next one, and one that none publishes. */
    private record Keys(KeyPair first, KeyPair second, KeyPair unpublished) {}

    /** Half as long as those of real issuers, which take seconds to be found; a signature by them is as right or wrong. */
    private static KeyPair freshKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonObject discovery() {
        String base = address().toString();
        return new JsonObject()
                .put("issuer", base)
                .put("authorization_endpoint", base + "/authorize")
                .put("token_endpoint", base + "/token")
                .put("jwks_uri", base + "/keys")
                .put("userinfo_endpoint", base + "/userinfo")
                .put("grant_types_supported", new JsonArray().add("authorization_code"));
    }

    private JsonArray jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return new JsonArray()
                .add(new JsonObject()
                        .put("kty", "RSA")
                        .put("use", "sig")
                        .put("alg", "RS256")
                        .put("kid", keyId)
                        .put("n", base64(unsigned(key.getModulus().toByteArray())))
                        .put("e", base64(unsigned(key.getPublicExponent().toByteArray()))));
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        String answer = refuses ? "error=access_denied&error_description=no" : "code=" + code(query);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        "%s?%s&session_state=x&state=%s"
                                .formatted(
                                        query.get("redirect_uri"),
                                        answer,
                                        URLEncoder.encode(query.getOrDefault("state", ""), UTF_8)));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private String code(Map<String, String> query) {
        if (!CLIENT.equals(query.get("client_id"))
                || !"S256".equals(query.get("code_challenge_method"))
                || !query.getOrDefault("scope", "").contains("openid")) {
            throw new IllegalStateException("not the request of a client: " + query);
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        return code;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> begun = codes.remove(form.getOrDefault("code", ""));
        if (begun == null
                || !isClient(exchange.getRequestHeaders().getFirst("Authorization"))
                || !belongs(begun, form)) {
            answer(exchange, 400, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        answer(
                exchange,
                new JsonObject()
                        .put("access_token", "opaque")
                        .put("token_type", "Bearer")
                        .put("expires_in", 60)
                        .put("id_token", idToken(begun.getOrDefault("nonce", ""))));
    }

    private static boolean belongs(Map<String, String> begun, Map<String, String> form) {
        return Objects.equals(begun.get("redirect_uri"), form.get("redirect_uri"))
                && challenge(form.getOrDefault("code_verifier", "")).equals(begun.get("code_challenge"));
    }

    private static boolean isClient(@Nullable String header) {
        String expected = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        String encoded =
                Base64.getEncoder().encodeToString((CLIENT + ":" + URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8));
        return ("Basic " + expected).equals(header) || ("Basic " + encoded).equals(header);
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String idToken(String nonce) {
        long now = System.currentTimeMillis() / 1000;
        JsonObject all = new JsonObject()
                .put("iss", address().toString())
                .put("aud", CLIENT)
                .put("iat", now)
                .put("exp", now + 300)
                .put("nonce", nonce)
                .mergeIn(person);
        String header = new JsonObject().put("alg", "RS256").put("kid", keyId).encode();
        String content = base64(header.getBytes(UTF_8)) + "."
                + base64(claims.apply(all).encode().getBytes(UTF_8));
        return token.apply(content + "." + signature(keys, content));
    }

    private static String signature(KeyPair keys, String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(URLDecoder.decode(parts[0], UTF_8), parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return values;
    }

    private static void answer(HttpExchange exchange, JsonObject json) throws IOException {
        answer(exchange, 200, json);
    }

    private static void answer(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] bytes = json.encode().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Answers nobody from now on. */
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}
