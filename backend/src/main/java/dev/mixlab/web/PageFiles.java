package dev.mixlab.web;

import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.RequestPaths;
import dev.mixlab.web.http.ShareAddresses;
import dev.mixlab.web.http.access.BasePath;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page from a folder of the class path. An address that is not a file of the folder is a place within the
 * page and answered with index.html, so that it can be reloaded. Browsers may cache files with a hash in their name,
 * which never change; they revalidate all others by entity tag.
 */
final class PageFiles implements Handler<RoutingContext> {

    private static final String INDEX = "index.html";
    private static final String HASHED = "assets/";

    /** A path of folders and a file, none of which begins with a dot. */
    private static final Pattern FILE = Pattern.compile("(?:[\\w@-][\\w.@-]*/)*[\\w@-][\\w.@-]*\\.\\w+");

    private static final String OTHER_TYPE = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("woff2", "font/woff2"));

    /** What refers in index.html to other files of the page, which the build places at the root of the host. */
    private static final Pattern REFERENCE = Pattern.compile("(src|href)=\"/(?!/)");

    private static final String NO_BASE = "<meta name=\"mixlab-base\" content=\"";

    private final String folder;
    private final BasePath base;
    private final WorkerExecutor workers;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /**
     * The page in a folder.
     *
     * @param folder on the class path, without a slash at its end
     * @param workers threads that may read
     * @param base the path below which the server lies
     */
    public PageFiles(String folder, WorkerExecutor workers, BasePath base) {
        this.base = base;
        this.folder = folder;
        this.workers = workers;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.normalizedPath().substring(1);
        boolean isFile = FILE.matcher(path).matches();
        if (!isFile && path.startsWith(HASHED)) {
            context.fail(404);
            return;
        }
        sendFile(context, isFile ? path : INDEX);
    }

    /**
     * Names the page in an answer, so that a tab with another one notices an upgrade of the server. Nothing is named
     * before {@link #load} was called.
     */
    public void name(RoutingContext context) {
        PageFile index = files.get(INDEX);
        if (index != null) {
            context.response().putHeader("Mixlab-Page", index.tag());
        }
        context.next();
    }

    /** Reads index.html; does nothing where there is no page. */
    public void load() {
        try {
            load(INDEX);
        } catch (IOException failure) {
            throw new UncheckedIOException("the page cannot be read", failure);
        }
    }

    /** Sends index.html, whatever the path of the request. */
    void sendIndex(RoutingContext context) {
        sendFile(context, INDEX);
    }

    private void sendFile(RoutingContext context, String name) {
        PageFile known = files.get(name);
        if (known != null) {
            send(context, known);
            return;
        }
        workers.executeBlocking(() -> load(name), false)
                .onSuccess(file -> {
                    if (file == null) {
                        context.fail(404);
                    } else {
                        send(context, file);
                    }
                })
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, PageFile file) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, file.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, caching(context, file))
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (!Answer.endIfKnown(context, file.tag())) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
            Answer.end(context, file.content());
        }
    }

    private static String caching(RoutingContext context, PageFile file) {
        return ShareAddresses.contains(RequestPaths.of(context)) ? "no-store" : file.caching();
    }

    private @Nullable PageFile load(String name) throws IOException {
        try (InputStream content = PageFiles.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
            if (content == null) {
                return null;
            }
            byte[] bytes = content.readAllBytes();
            PageFile file = PageFile.of(name, name.equals(INDEX) ? belowBase(bytes) : bytes);
            files.put(name, file);
            return file;
        }
    }

    /** Tells the page where it lies. */
    private byte[] belowBase(byte[] index) {
        String html = new String(index, StandardCharsets.UTF_8).replace(NO_BASE, NO_BASE + base.path());
        String below = REFERENCE.matcher(html).replaceAll("$1=\"" + Matcher.quoteReplacement(base.path()) + "/");
        return below.getBytes(StandardCharsets.UTF_8);
    }

    /** One file of the page in the form in which it is sent. */
    private record PageFile(Buffer content, String type, String tag, String caching) {

        static PageFile of(String name, byte[] content) {
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER_TYPE);
            String caching = name.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache";
            return new PageFile(Buffer.buffer(content), type, Answer.tag(content), caching);
        }
    }
}
