package dev.mixlab.weights.hub;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.weights.hub.HubFile.Digest;
import dev.mixlab.weights.hub.HubRequests.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model as the hub's interface lists them.
 *
 * @param commit commit of the revision, or null where the hub does not tell
 * @param licence licence of the model, or null where the hub does not tell
 * @param files the files of its topmost folder by name
 */
record HubListing(@Nullable String commit, @Nullable String licence, Map<String, HubFile> files) {

    private static final int LARGEST = 16 << 20;
    private static final int MOST_PAGES = 50;
    private static final String LICENCE_TAG = "license:";

    /**
     * Asks for the description of the revision and, where that does not say size and hash of every file, for the tree of its files. A
     * mirror may have only one of them, and may refuse the other; hashes that neither has come with the files.
     */
    static HubListing of(HubAddress hub, HubRequests requests, ModelId model) throws IOException {
        String root = "/api/models/" + model.id();
        JsonNode info = null;
        NotFoundException missing = null;
        try {
            info = json(hub, requests, model, root + "/revision/" + model.encodedRevision() + "?blobs=true")
                    .body();
        } catch (NotFoundException none) {
            missing = none;
        }
        Map<String, HubFile> files = new TreeMap<>();
        if (info != null) {
            addSiblings(info.path("siblings"), files);
        }
        if (files.isEmpty() || files.values().stream().anyMatch(file -> file.digest() == null || file.size() < 0)) {
            try {
                addTree(hub, requests, model, files);
            } catch (NotFoundException none) {
                missing = missing == null ? none : missing;
            } catch (InvalidInputException refused) {
                if (files.isEmpty()) {
                    throw refused;
                }
            }
        }
        if (files.isEmpty()) {
            throw missing != null
                    ? missing
                    : new InvalidInputException("model %s has no files on the hub %s".formatted(model, hub));
        }
        return new HubListing(info == null ? null : commit(info), info == null ? null : licence(info), files);
    }

    private static void addSiblings(JsonNode siblings, Map<String, HubFile> files) {
        for (JsonNode file : siblings) {
            JsonNode lfs = file.path("lfs");
            Digest digest = Digest.of(lfs.path("sha256")
                    .asText(lfs.path("oid").asText(file.path("blobId").asText())));
            String name = file.path("rfilename").asText();
            long size = lfs.path("size").asLong(file.path("size").asLong(-1));
            add(new HubFile(name, size, digest), files);
        }
    }

    private static void addTree(HubAddress hub, HubRequests requests, ModelId model, Map<String, HubFile> files)
            throws IOException {
        String path = "/api/models/%s/tree/%s".formatted(model.id(), model.encodedRevision());
        for (int page = 0; page < MOST_PAGES && !path.isEmpty(); page++) {
            Document tree = json(hub, requests, model, path);
            for (JsonNode file : tree.body()) {
                if (file.path("type").asText().equals("file")) {
                    JsonNode lfs = file.path("lfs");
                    Digest digest =
                            Digest.of(lfs.path("oid").asText(file.path("oid").asText()));
                    long size = lfs.path("size").asLong(file.path("size").asLong(-1));
                    add(new HubFile(file.path("path").asText(), size, digest), files);
                }
            }
            path = tree.next();
        }
    }

    /**
     * Only files of the topmost folder belong to the model; others are variants in other formats. What is known of a file already stays
     * where the other list says nothing of it.
     */
    private static void add(HubFile file, Map<String, HubFile> files) {
        if (!file.name().isEmpty() && !file.name().contains("/")) {
            files.merge(file.name(), file, (known, other) -> known.or(other));
        }
    }

    private static @Nullable String commit(JsonNode info) {
        String commit = info.path("sha").asText();
        return commit.matches("[0-9a-f]{40}") ? commit : null;
    }

    private static @Nullable String licence(JsonNode info) {
        JsonNode card = info.path("cardData").path("license");
        String named = card.isArray() ? card.path(0).asText() : card.asText();
        if (!named.isBlank()) {
            return named;
        }
        for (JsonNode tag : info.path("tags")) {
            if (tag.asText().startsWith(LICENCE_TAG)) {
                return tag.asText().substring(LICENCE_TAG.length());
            }
        }
        return null;
    }

    /** A JSON document, and the path of the next page of it, which may be empty. */
    private record Document(JsonNode body, String next) {}

    private static Document json(HubAddress hub, HubRequests requests, ModelId model, String path) throws IOException {
        try (Reply reply = requests.get(path, Map.of("Accept", "application/json"))) {
            if (reply.status() != 200) {
                throw HubAnswers.busy(hub, model, "model " + model, reply);
            }
            byte[] bytes = reply.last().body().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new InvalidInputException("%s: the list of files is too long".formatted(hub.at(path)));
            }
            try {
                return new Document(JSON.readTree(bytes), next(hub, reply.header("link")));
            } catch (JsonProcessingException broken) {
                throw new InvalidInputException(
                        "%s: the hub's answer is not JSON, as of another kind of server".formatted(hub.at(path)),
                        broken);
            }
        }
    }

    /** The path of the next page, which the hub names in a header: {@code <ADDRESS>; rel="next"}. */
    private static String next(HubAddress hub, String link) {
        int end = link.indexOf(">; rel=\"next\"");
        int start = end < 0 ? -1 : link.lastIndexOf('<', end);
        String address = start < 0 ? "" : link.substring(start + 1, end);
        return address.startsWith(hub.base() + "/")
                ? address.substring(hub.base().length())
                : "";
    }
}
