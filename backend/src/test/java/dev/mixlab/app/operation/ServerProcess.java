package dev.mixlab.app.operation;

import dev.mixlab.app.Main;
import dev.mixlab.common.JavaCommand;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real server in a process of its own, on the class path of this one, for the tools that kill, load and measure it. */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> UNFINISHED = List.of("queued", "running", "cancelling");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param folder of its data and its log
     * @param options of Java
     */
    static ServerProcess start(Path folder, String... options) throws IOException {
        return start(folder, List.of(), options);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param folder of its data and its log
     * @param further options of the command {@code serve}
     * @param options of Java
     */
    static ServerProcess start(Path folder, List<String> further, String... options) throws IOException {
        Path log = Files.createDirectories(folder).resolve("server.log");
        List<String> serve = new ArrayList<>(List.of(
                "serve", "--port", "0", "--data-dir", folder.resolve("data").toString()));
        serve.addAll(further);
        List<String> java = new ArrayList<>(List.of(JavaCommand.EVERY_COMPILER, JavaCommand.USUAL_COLLECTOR));
        java.addAll(List.of(options));
        List<String> command = JavaCommand.of(java, Main.class, serve);
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out = started.inputReader();
        String ready = out.readLine();
        if (ready == null) {
            throw new IllegalStateException("the server ended before it was ready; see " + log);
        }
        return new ServerProcess(started, ready.replaceAll(".*(http://[^,]+),.*", "$1"));
    }

    URI at(String path) {
        return URI.create(address + path);
    }

    String text(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at(path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return new JsonObject(text("/api/v1" + path));
    }

    /** Launches a run, and returns its id. */
    String launch(String settings) throws IOException, InterruptedException {
        return begin("/runs", settings);
    }

    /** Posts what makes the server begin something, and returns its id. */
    String begin(String path, String settings) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(settings))
                .build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        String id = new JsonObject(answer).getString("id");
        if (id == null) {
            throw new IllegalStateException(answer);
        }
        return id;
    }

    /** Returns the status of an answer to a GET. */
    int status(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/api/v1" + path)).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Asks for a deletion without waiting; the status of the answer never comes from a server that is killed before. */
    CompletableFuture<Integer> beginDeletion(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(at("/api/v1" + path)).DELETE().build();
        return client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Deletes something that can be deleted. */
    void delete(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(at("/api/v1" + path)).DELETE().build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IllegalStateException("%s is not deleted: %s".formatted(path, status));
        }
    }

    /** Waits until a run has ended, and returns it. */
    JsonObject awaitEnd(String run) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonObject state = get("/runs/" + run);
            if (!UNFINISHED.contains(state.getString("state"))) {
                return state;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("run %s does not end".formatted(run));
    }

    /** Returns the size of a kind of the process's memory in megabytes, such as VmRSS, what is in the machine's memory; see proc(5). */
    long megabytes(String kind) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(kind + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Kills the server as a power failure would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
