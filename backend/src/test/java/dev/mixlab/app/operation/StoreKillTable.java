package dev.mixlab.app.operation;

import dev.mixlab.app.Main;
import dev.mixlab.common.JavaCommand;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills a real process (SIGKILL) so many milliseconds after it was asked to import a model, to delete a run, or to migrate the folder to
 * PostgreSQL, and tells what is left when it is started again: a model whole and once, a run gone or as it was, a database that is empty or
 * full. It prints a table in Markdown, has {@code doctor} look at the folder last, and ends with status 1 if anything is wrong. A tool, not
 * a test: it takes minutes.
 *
 * <pre>java -cp CLASSPATH dev.mixlab.app.operation.StoreKillTable FOLDER</pre>
 */
public final class StoreKillTable {

    private static final String SPEC =
            "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"examples\":200,\"methods\":[\"value_zeroing_cosine\",\"attn\"],"
                    + "\"evaluations\":[\"cue_alignment\"],\"fineTuning\":{\"epochs\":1,\"batchSize\":32},"
                    + "\"evaluating\":{\"resamples\":200}%s}";

    private static final List<Integer> IMPORTS = List.of(0, 5, 10, 20, 40, 60, 80, 120, 160, 240, 320);
    private static final List<Integer> DELETIONS = List.of(20, 60, 120, 240, 400, 500, 600, 700, 800, 1000, 1500);
    private static final List<Integer> MIGRATIONS = List.of(1000, 2000, 3000, 4000, 4500, 5000, 5500, 6000, 7000, 8000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private ServerProcess server;
    private boolean good = true;

    private StoreKillTable(Path folder) throws IOException {
        this.folder = folder;
        this.server = start();
    }

    public static void main(String[] arguments) throws Exception {
        StoreKillTable table = new StoreKillTable(Path.of(arguments[0]));
        System.exit(table.run() ? 0 : 1);
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(folder, List.of("--model-root", folder.toString()));
    }

    private void killAndStart() throws IOException, InterruptedException {
        server.kill();
        server = start();
    }

    private boolean run() throws Exception {
        String first = server.launch(SPEC.formatted(""));
        String model = server.awaitEnd(first).getString("checkpointId");
        Path exported = exported(model);
        System.out.println("| asked for | killed after | when it is started again |\n|---|---|---|");
        String sha256 = undisturbed(exported);
        for (int wait : IMPORTS) {
            imported(exported, sha256, wait);
        }
        for (int wait : DELETIONS) {
            deleted(first, wait);
        }
        server.close();
        for (int wait : MIGRATIONS) {
            migrated(wait);
        }
        System.out.println();
        good &= mixlab("doctor", "--data-dir", data()).inheritIO().start().waitFor() == 0;
        return good;
    }

    private void row(String asked, int wait, boolean right, String found) {
        System.out.println("| %s | %s ms | %s%s |".formatted(asked, wait, right ? "" : "WRONG: ", found));
        good &= right;
    }

    private Path exported(String model) throws IOException, InterruptedException {
        server.close();
        Path exported = folder.resolve("exported");
        Process export = mixlab("model", "export", model, exported.toString(), "--data-dir", data())
                .inheritIO()
                .start();
        if (export.waitFor() != 0) {
            throw new IllegalStateException("the model " + model + " is not exported");
        }
        server = start();
        return exported;
    }

    private String beginImport(Path exported, String name) throws IOException, InterruptedException {
        JsonObject request = new JsonObject().put("folder", exported.toString()).put("name", name);
        return server.begin("/imports", request.encode());
    }

    private JsonObject awaitImport(String id) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonObject found = server.get("/imports/" + id);
        while (found.getValue("finishedAt") == null) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(found.encode());
            }
            TimeUnit.MILLISECONDS.sleep(20);
            found = server.get("/imports/" + id);
        }
        return found;
    }

    /** Imports the folder once without being killed, and returns the SHA-256 of the model, which is deleted again. */
    private String undisturbed(Path exported) throws IOException, InterruptedException {
        String model = awaitImport(beginImport(exported, "undisturbed")).getString("modelId");
        String sha256 = server.get("/models/" + model).getString("sha256");
        server.delete("/models/" + model);
        return sha256;
    }

    private void imported(Path exported, String sha256, int wait) throws Exception {
        String name = "killed after " + wait;
        String id = beginImport(exported, name);
        TimeUnit.MILLISECONDS.sleep(wait);
        killAndStart();
        JsonObject found = server.get("/imports/" + id);
        String step = found.getString("step");
        found = awaitImport(id);
        List<JsonObject> brought = new JsonArray(server.text("/api/v1/models"))
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(one -> name.equals(one.getString("name")))
                        .toList();
        // The same content is stored once, so that the next import has something to store only if this one is gone.
        server.delete("/models/" + found.getString("modelId"));
        boolean right = "succeeded".equals(found.getString("state"))
                && brought.size() == 1
                && sha256.equals(brought.get(0).getString("sha256"));
        row(
                "import",
                wait,
                right,
                "was at %s; %s, %s model, its weights %s those of the folder"
                        .formatted(
                                step,
                                found.getString("state"),
                                brought.size(),
                                brought.stream().allMatch(one -> sha256.equals(one.getString("sha256")))
                                        ? "are"
                                        : "are NOT"));
    }

    private void deleted(String undisturbed, int wait) throws Exception {
        String run = server.launch(SPEC.formatted(",\"repeats\":\"%s\"".formatted(undisturbed)));
        JsonObject ended = server.awaitEnd(run);
        CompletableFuture<Integer> answer = server.beginDeletion("/runs/" + run);
        TimeUnit.MILLISECONDS.sleep(wait);
        killAndStart();
        answer.exceptionally(killed -> 0).join();
        boolean there = server.status("/runs/" + run) == 200;
        if (there) {
            JsonObject found = server.get("/runs/%s/differences/%s".formatted(run, undisturbed));
            boolean whole = Objects.equals(found.getInteger("identical"), found.getInteger("figures"))
                    && found.getInteger("figures") > 0
                    && Boolean.TRUE.equals(found.getBoolean("sameWeights"));
            row(
                    "deletion of a run",
                    wait,
                    whole,
                    "the run is there, with %s figures".formatted(found.getInteger("identical")));
            return;
        }
        List<String> rest = List.of(
                "/models/" + ended.getString("checkpointId"),
                "/scores/" + ended.getString("scoreRunBefore"),
                "/scores/" + ended.getString("scoreRunAfter"));
        long left = 0;
        for (String path : rest) {
            left += server.status(path) == 404 ? 0 : 1;
        }
        row("deletion of a run", wait, left == 0, "the run is gone, %s of its results are there".formatted(left));
    }

    /** Kills a migration, and migrates into the same database again, which is refused only where the first had ended. */
    private void migrated(int wait) throws Exception {
        DatabaseAddress address = TestServer.empty();
        Process first = migration(address);
        boolean ended = first.waitFor(wait, TimeUnit.MILLISECONDS);
        first.destroyForcibly().waitFor();
        Process second = migration(address);
        String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = second.waitFor();
        boolean whole = status == 0 && said.contains("have the same SHA-256");
        boolean full = said.contains("has data already");
        row(
                "migration",
                wait,
                whole || (full && ended),
                "%s; the second says: %s"
                        .formatted(
                                ended ? "it had ended" : "it had not ended",
                                said.lines()
                                        .filter(line -> !line.startsWith("  "))
                                        .findFirst()
                                        .orElse("")));
    }

    private Process migration(DatabaseAddress address) throws IOException {
        String url = address.toString().replace("//", "//postgres@");
        return mixlab("migrate", "--to", url, "--data-dir", data())
                .redirectErrorStream(true)
                .start();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static ProcessBuilder mixlab(String... arguments) {
        return new ProcessBuilder(JavaCommand.of(List.of(), Main.class, List.of(arguments)));
    }
}
