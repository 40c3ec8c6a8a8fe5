package dev.mixlab.app.command;

import dev.mixlab.app.server.RunningServerFile;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes requests of the server that has a data folder open, in the name of whoever can read the folder. */
public final class FolderServer {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int SUCCESS = 2;

    private final RunningServerFile server;

    private FolderServer(RunningServerFile server) {
        this.server = server;
    }

    /**
     * Finds the server of a folder.
     *
     * @param open says that the folder cannot be opened, and is thrown where no server has noted itself in it
     */
    public static FolderServer of(Path folder, ConflictException open) {
        return new FolderServer(RunningServerFile.read(folder).orElseThrow(() -> open));
    }

    /** The address of the server. */
    public String address() {
        return server.address();
    }

    /**
     * Makes a request, and returns its answer in JSON.
     *
     * @param path path of the interface, without its beginning
     * @param body in JSON; null for none
     * @throws InvalidInputException if the server refuses it or does not answer
     */
    public String send(String method, String path, @Nullable String body) {
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1" + path))
                .header("Mixlab-Folder-Key", server.key())
                .method(method, content);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != SUCCESS) {
                throw new InvalidInputException("the server at %s, which has the data folder open, refuses: %s"
                        .formatted(server.address(), answer.body()));
            }
            return answer.body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("the request was interrupted", stopped);
        } catch (IOException failure) {
            throw new InvalidInputException(
                    "the server at %s, which has the data folder open, does not answer: %s"
                            .formatted(server.address(), failure),
                    failure);
        }
    }
}
