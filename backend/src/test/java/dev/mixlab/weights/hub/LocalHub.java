package dev.mixlab.weights.hub;

import dev.mixlab.common.Sha256;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers like the hub: large files lie on another host, to which it redirects. */
public final class LocalHub implements AutoCloseable {

    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer hub;
    private final HttpServer store;

    /** The files of the model, by name. */
    public final Map<String, byte[]> files = new TreeMap<>();

    /** Requests as "hub PATH" or "store PATH", with the headers Authorization and Range where they were sent. */
    public final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Answers with this status and these headers in place of a file or a listing, as often as {@link #failures} says. */
    public int status;

    Map<String, String> headers = Map.of();
    public final AtomicInteger failures = new AtomicInteger();

    /** Number of bytes after which the store breaks off, as often as {@link #breaks} says. */
    public int breakAfter;

    final AtomicInteger breaks = new AtomicInteger();

    /** How often the store sends no more after {@link #breakAfter} bytes, and keeps the connection. */
    public final AtomicInteger stalls = new AtomicInteger();

    /** Whether other bytes are sent than were published. */
    boolean lying;

    /** Names of files that are small enough for git, as those of a tokenizer are: the hub itself sends them and has a git SHA-1 of them. */
    final Set<String> small = new HashSet<>();

    /** Whether the description of a revision says sizes and hashes; those of other servers name the files alone. */
    boolean describes = true;

    /** The status of the tree of files, which is 200 where there is one. */
    int tree = 404;

    /** Whether the store sends a part of a file when it is asked for one, or the whole file all the same. */
    boolean ranges = true;

    /** Whether answers with files have an ETag that is their hash. */
    boolean tagged = true;

    /** Starts both servers; there are no files yet. */
    public LocalHub() {
        store = vertx.createHttpServer()
                .requestHandler(this::store)
                .listen(0, "127.0.0.1")
                .await();
        hub = vertx.createHttpServer()
                .requestHandler(this::hub)
                .listen(0, "localhost")
                .await();
    }

    public HubAddress address(@Nullable String token) {
        return new HubAddress("http://localhost:" + hub.actualPort(), token);
    }

    private byte[] content(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private void note(String server, HttpServerRequest request) {
        requests.add("%s %s %s %s %s"
                .formatted(
                        server,
                        request.path(),
                        request.getHeader("Authorization"),
                        request.getHeader("Range"),
                        request.getHeader("If-Range")));
    }

    private void hub(HttpServerRequest request) {
        note("hub", request);
        if (failures.getAndDecrement() > 0) {
            headers.forEach(request.response()::putHeader);
            request.response().setStatusCode(status).end();
            return;
        }
        String root = "/api/models/org/tiny/";
        if (request.path().equals(root + "tree/main") && tree != 404) {
            request.response().setStatusCode(tree).end(tree == 200 ? tree().toBuffer() : Buffer.buffer());
        } else if (request.path().equals(root + "revision/main")) {
            request.response()
                    .end(new JsonObject()
                            .put("sha", COMMIT)
                            .put("tags", new JsonArray().add("license:mit"))
                            .put("siblings", siblings())
                            .toBuffer());
        } else if (request.path().startsWith("/org/tiny/resolve/" + COMMIT + "/")) {
            String name = request.path().substring(request.path().lastIndexOf('/') + 1);
            if (small.contains(name)) {
                sendSmall(request, name);
                return;
            }
            request.response()
                    .setStatusCode(302)
                    .putHeader("X-Repo-Commit", COMMIT)
                    .putHeader("X-Linked-Etag", "\"" + Sha256.hex(content(name)) + "\"")
                    .putHeader("Location", "http://127.0.0.1:%s/blob/%s".formatted(store.actualPort(), name))
                    .end();
        } else {
            request.response()
                    .setStatusCode(404)
                    .putHeader("X-Error-Code", "RepoNotFound")
                    .end();
        }
    }

    private void sendSmall(HttpServerRequest request, String name) {
        byte[] content = sent(name);
        request.response().putHeader("X-Repo-Commit", COMMIT);
        if (tagged) {
            request.response().putHeader("ETag", "\"" + gitSha1(content(name)) + "\"");
        }
        request.response().end(Buffer.buffer(content));
    }

    private byte[] sent(String name) {
        byte[] content = content(name).clone();
        if (lying) {
            content[content.length - 1] ^= 1;
        }
        return content;
    }

    /** The id that git gives a content. */
    static String gitSha1(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonArray siblings() {
        JsonArray siblings = new JsonArray();
        files.forEach((name, content) -> {
            JsonObject sibling = new JsonObject().put("rfilename", name);
            if (describes && small.contains(name)) {
                sibling.put("size", content.length).put("blobId", gitSha1(content));
            } else if (describes) {
                sibling.put("size", content.length).put("lfs", large("sha256", content));
            }
            siblings.add(sibling);
        });
        return siblings;
    }

    private JsonArray tree() {
        JsonArray tree = new JsonArray();
        files.forEach((name, content) -> {
            JsonObject file = new JsonObject()
                    .put("type", "file")
                    .put("path", name)
                    .put("size", content.length)
                    .put("oid", gitSha1(content));
            // what git has of a large file is a pointer, whose id says nothing of the content
            tree.add(
                    small.contains(name)
                            ? file
                            : file.put("oid", "0".repeat(40)).put("lfs", large("oid", content)));
        });
        return tree;
    }

    private static JsonObject large(String hash, byte[] content) {
        return new JsonObject().put(hash, Sha256.hex(content)).put("size", content.length);
    }

    private void store(HttpServerRequest request) {
        note("store", request);
        byte[] content = sent(request.path().substring("/blob/".length()));
        String range = ranges ? request.getHeader("Range") : null;
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        request.response().putHeader("ETag", "\"etag-of-store\"");
        if (range != null) {
            request.response()
                    .setStatusCode(206)
                    .putHeader("Content-Range", "bytes %s-%s/%s".formatted(from, content.length - 1, content.length));
        }
        Buffer rest = Buffer.buffer(content).slice(from, content.length);
        if (breakAfter < rest.length() && breaks.getAndDecrement() > 0) {
            request.response().putHeader("Content-Length", String.valueOf(rest.length()));
            request.response()
                    .write(rest.slice(0, breakAfter))
                    .onComplete(sent -> request.connection().close());
        } else if (breakAfter < rest.length() && stalls.getAndDecrement() > 0) {
            request.response().putHeader("Content-Length", String.valueOf(rest.length()));
            request.response().write(rest.slice(0, breakAfter));
        } else {
            request.response().end(rest);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
