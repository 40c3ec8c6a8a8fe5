package dev.mixlab.weights.hub;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.hub.HubDownload.Pauses;
import dev.mixlab.weights.hub.HubFile.Digest;
import dev.mixlab.weights.hub.HubRequests.Reply;
import dev.mixlab.weights.hub.Retries.BusyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The download of one file. What has arrived lies in a file that is named by the published hash, beside the ETag that it arrived under;
 * the rest is requested on the condition that the ETag is still the same.
 */
final class FileDownload {

    private static final int BUFFER = 1 << 16;

    private final HubAddress hub;
    private final HubRequests requests;
    private final Pauses pauses;
    private final ModelId model;
    private final HubFile file;
    private boolean continued;

    FileDownload(HubAddress hub, HubRequests requests, Pauses pauses, ModelId model, HubFile file) {
        this.hub = hub;
        this.requests = requests;
        this.pauses = pauses;
        this.model = model;
        this.file = file;
    }

    /** Adds up the bytes of several files. */
    static final class Progress {

        private final TransferListener listener;
        private long complete;
        private long arrived;

        Progress(TransferListener listener) {
            this.listener = listener;
        }

        /** Bytes have arrived of a file of which so many are there now. */
        void arrived(int bytes, long ofFile) {
            arrived += bytes;
            listener.done(complete + ofFile, arrived);
        }

        void complete(long file) {
            complete += file;
            listener.done(complete, arrived);
        }
    }

    /** Returns the place of what has arrived of a file. */
    static Path part(Path parts, HubFile file) {
        Digest digest = file.digest();
        return parts.resolve((digest == null ? "unknown-" + file.name() : digest.hex()) + ".part");
    }

    /** Returns the complete file, whose content has the published hash. */
    Path into(Path parts, Progress progress) {
        Path part = part(parts, file);
        return new Retries(pauses, progress.listener).run(what(), hub, () -> {
            Digest published = receive(part, progress);
            if (published == null) {
                Files.deleteIfExists(part);
                throw new InvalidInputException(
                        "%s: the hub %s publishes no hash of it, so that it cannot be checked".formatted(what(), hub));
            }
            String hash = FileDigests.of(part, published.gitBlob());
            Files.deleteIfExists(tag(part));
            if (!hash.equals(published.hex())) {
                Files.deleteIfExists(part);
                InvalidInputException other =
                        new InvalidInputException("%s: its content has the hash %s, but the hub %s publishes %s"
                                .formatted(what(), hash, hub, published));
                if (continued) {
                    // what was there before may have been of another content: the whole file is tried once
                    throw new BusyException(other, null);
                }
                throw other;
            }
            return part;
        });
    }

    private String what() {
        return "%s of model %s".formatted(file.name(), model);
    }

    private static Path tag(Path part) {
        return part.resolveSibling(part.getFileName() + ".etag");
    }

    /** Receives the rest of the file, and returns the hash that is published of the whole. */
    private @Nullable Digest receive(Path part, Progress progress) throws IOException {
        long present = Files.exists(part) ? Files.size(part) : 0;
        continued = false;
        if (file.digest() != null && present > 0 && present == file.size()) {
            return file.digest();
        }
        Map<String, String> headers = new HashMap<>();
        if (present > 0) {
            headers.put("Range", "bytes=%s-".formatted(present));
            if (Files.exists(tag(part))) {
                headers.put("If-Range", Files.readString(tag(part)));
            }
        }
        String path = "/%s/resolve/%s/%s"
                .formatted(model.id(), model.encodedRevision(), URLEncoder.encode(file.name(), StandardCharsets.UTF_8));
        try (Reply reply = requests.get(path, headers)) {
            continued = reply.status() == 206 && isRest(reply, present);
            if (reply.status() != 200 && !continued) {
                throw refusal(reply, part);
            }
            String etag = reply.header("etag");
            boolean strong = etag.startsWith("\"");
            if (strong) {
                Files.writeString(tag(part), etag);
            } else {
                Files.deleteIfExists(tag(part));
            }
            copy(reply, part, continued ? present : 0, progress);
            return file.digest() != null ? file.digest() : published(reply);
        }
    }

    private static boolean isRest(Reply reply, long present) {
        return present > 0 && reply.header("content-range").startsWith("bytes %s-".formatted(present));
    }

    private static @Nullable Digest published(Reply reply) {
        Digest linked = Digest.of(reply.first().get("x-linked-etag"));
        return linked != null ? linked : Digest.of(reply.first().get("etag"));
    }

    /** A server that is busy or out of order may answer otherwise later; a range that it refuses is requested no more. */
    private IOException refusal(Reply reply, Path part) throws IOException {
        int status = reply.status();
        if (status == 416 || status == 206) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(tag(part));
            return new BusyException(HubAnswers.refusal(hub, model, what(), reply), null);
        }
        return HubAnswers.busy(hub, model, what(), reply);
    }

    private void copy(Reply reply, Path part, long from, Progress progress) throws IOException {
        long bytes = from;
        StandardOpenOption mode = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = new WatchedStream(reply.last().body(), pauses.patience(), progress.listener);
                OutputStream out =
                        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (file.size() >= 0 && bytes > file.size()) {
                    break;
                }
                out.write(buffer, 0, read);
                progress.arrived(read, bytes);
            }
        }
        if (file.size() >= 0 && bytes > file.size()) {
            Files.deleteIfExists(part);
            throw new InvalidInputException("%s: the hub %s sends more than the %s bytes that it publishes"
                    .formatted(what(), hub, file.size()));
        }
        if (file.size() >= 0 && bytes < file.size()) {
            throw new IOException("the connection ended after %s of %s bytes".formatted(bytes, file.size()));
        }
    }
}
