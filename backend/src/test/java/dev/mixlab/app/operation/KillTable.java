package dev.mixlab.app.operation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills a real server (SIGKILL) at many moments of a run, starts it again each time, and compares the run with an undisturbed one, to the
 * last bit of every figure and every weight. It prints a table in Markdown and ends with status 1 if anything differs. A tool, not a test:
 * it takes minutes.
 *
 * <pre>java -cp CLASSPATH dev.mixlab.app.operation.KillTable FOLDER</pre>
 */
public final class KillTable {

    /** A run of 40 sentences (one chunk per phase and batch), 4 epochs of 5 steps. */
    private static final String SPEC =
            "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"examples\":40,\"methods\":[\"value_zeroing_cosine\","
                    + "\"attn\",\"random\"],\"evaluations\":[\"cue_alignment\",\"faithfulness\",\"probing\"],\"fineTuning\":{\"epochs\":4,"
                    + "\"batchSize\":8},\"evaluating\":{\"resamples\":200,\"deletionExamples\":4}%s}";

    /** Each run is killed at all moments of its line; a moment is a stage and the share of it that is done, in percent. */
    private static final List<List<Moment>> RUNS = List.of(
            List.of(
                    new Moment("prepare", 0),
                    new Moment("score-before", 1),
                    new Moment("evaluate-before", 1),
                    new Moment("fine-tune", 10),
                    new Moment("fine-tune", 50),
                    new Moment("score-after", 1),
                    new Moment("evaluate-after", 1)),
            List.of(
                    new Moment("score-before", 0),
                    new Moment("evaluate-before", 30),
                    new Moment("fine-tune", 1),
                    new Moment("fine-tune", 30),
                    new Moment("fine-tune", 75),
                    new Moment("fine-tune", 99),
                    new Moment("evaluate-after", 60)),
            List.of(
                    new Moment("score-before", 50),
                    new Moment("evaluate-before", 60),
                    new Moment("evaluate-before", 90),
                    new Moment("fine-tune", 25),
                    new Moment("fine-tune", 51),
                    new Moment("score-after", 50),
                    new Moment("evaluate-after", 30),
                    new Moment("evaluate-after", 90)));

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private ServerProcess server;

    private KillTable(Path folder) throws IOException {
        this.folder = folder;
        this.server = ServerProcess.start(folder);
    }

    /** Where a run is killed. */
    private record Moment(String stage, int percent) {}

    public static void main(String[] arguments) throws Exception {
        KillTable table = new KillTable(Path.of(arguments[0]));
        System.exit(table.run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        String undisturbed = launch("");
        server.awaitEnd(undisturbed);
        System.out.println("| run | killed in | done | goes on in | at the end |\n|---|---|---|---|---|");
        boolean good = true;
        for (int place = 0; place < RUNS.size(); place++) {
            good &= disturbed(place + 1, RUNS.get(place), undisturbed);
        }
        server.close();
        return good;
    }

    private boolean disturbed(int number, List<Moment> moments, String undisturbed) throws Exception {
        String run = launch(",\"repeats\":\"%s\"".formatted(undisturbed));
        List<String> lines = new ArrayList<>();
        for (Moment moment : moments) {
            String where = await(run, moment);
            server.kill();
            server = ServerProcess.start(folder);
            lines.add("| %s | %s | %s |"
                    .formatted(
                            number,
                            where,
                            server.get("/runs/" + run).getJsonObject("progress").getString("stage")));
        }
        server.awaitEnd(run);
        String verdict = verdict(run, undisturbed);
        lines.forEach(line -> System.out.println(line + " " + verdict + " |"));
        return verdict.startsWith("All ");
    }

    private String verdict(String run, String undisturbed) throws Exception {
        JsonObject state = server.get("/runs/" + run);
        if (!"succeeded".equals(state.getString("state"))) {
            return "%s: %s".formatted(state.getString("state"), state.getString("error"));
        }
        JsonObject found = server.get("/runs/%s/differences/%s".formatted(run, undisturbed));
        int steps = server.get("/runs/%s/metrics".formatted(run))
                .getJsonArray("steps")
                .size();
        int expected = server.get("/runs/%s/metrics".formatted(undisturbed))
                .getJsonArray("steps")
                .size();
        long checkpoints = new JsonArray(server.text("/api/v1/checkpoints"))
                .stream()
                        .filter(one -> run.equals(((JsonObject) one).getString("runId")))
                        .count();
        boolean whole = found.getInteger("identical").equals(found.getInteger("figures"))
                && found.getInteger("onlyFirst") == 0
                && found.getInteger("onlySecond") == 0
                && Boolean.TRUE.equals(found.getBoolean("sameWeights"))
                && steps == expected
                && checkpoints == 1;
        return "%s%s figures, the weights and %s steps agree to the last bit; %s checkpoint"
                .formatted(whole ? "All " : "NOT all ", found.getInteger("figures"), steps, checkpoints);
    }

    private String launch(String further) throws IOException, InterruptedException {
        return server.launch(SPEC.formatted(further));
    }

    /** Waits until a run has come to a moment or past it, and tells where it is. */
    private String await(String run, Moment moment) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonObject state = server.get("/runs/" + run);
            List<JsonObject> stages = state.getJsonArray("stages").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            for (JsonObject stage : stages) {
                boolean reached = !"waiting".equals(stage.getString("state"))
                        && stage.getLong("done") * 100 >= stage.getLong("total") * moment.percent();
                if (stage.getString("name").equals(moment.stage()) && reached) {
                    return "%s | %s of %s".formatted(moment.stage(), stage.getLong("done"), stage.getLong("total"));
                }
            }
            if (List.of("failed", "cancelled").contains(state.getString("state"))) {
                throw new IllegalStateException(state.encode());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new IllegalStateException("run %s does not come to %s".formatted(run, moment));
    }
}
