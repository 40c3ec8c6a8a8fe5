package dev.mixlab.web.share;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.share.Share;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A share as one HTML file that needs no server: the page's build has put its program into a template, and the answers
 * to the share's requests go into it as JSON. Of the answers, one is in memory at a time.
 */
final class OfflinePage {

    private static final String TEMPLATE = "offline/offline.html";

    /** The element that takes the answers ends here. */
    private static final String PLACE = "id=\"shared-view\">";

    private final String before;
    private final String after;

    private OfflinePage(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Reads the template.
     *
     * @throws NotFoundException if the program was built without the page
     */
    static OfflinePage read() {
        try (InputStream in = OfflinePage.class.getClassLoader().getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new NotFoundException("this server was built without the page that a file of a share needs");
            }
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int place = template.lastIndexOf(PLACE) + PLACE.length();
            if (place < PLACE.length()) {
                throw new IllegalStateException(TEMPLATE + " has no place for the answers");
            }
            return new OfflinePage(template.substring(0, place), template.substring(place));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + TEMPLATE, failure);
        }
    }

    /**
     * Writes the file; the stream stays open.
     *
     * @param answers the answer to each request of the share, computed when its turn comes
     */
    void write(OutputStream out, Share share, Map<String, Supplier<Answer>> answers) throws IOException {
        out.write(before.getBytes(StandardCharsets.UTF_8));
        out.write("{\"address\":%s,\"title\":%s,\"createdAt\":%s,\"answers\":{"
                .formatted(
                        json(share.address()),
                        json(share.title()),
                        json(share.createdAt().toString()))
                .getBytes(StandardCharsets.UTF_8));
        String separator = "";
        for (Map.Entry<String, Supplier<Answer>> answer : new TreeMap<>(answers).entrySet()) {
            String body = answer.getValue().get().body().toString(StandardCharsets.UTF_8);
            out.write((separator + json(answer.getKey()) + ":" + inScript(body)).getBytes(StandardCharsets.UTF_8));
            separator = ",";
        }
        out.write(("}}" + after).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String text) {
        return inScript(Json.write(text).toString());
    }

    /** JSON as a script element may hold it: nothing in it ends the element. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }
}
