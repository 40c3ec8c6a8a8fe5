package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.account.Person;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.web.TestStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Who owns what several people have had a hand in, and what was there before there were accounts. */
class OwnersTest extends ServerWithPeople {

    private static final String SWEEP =
            "{\"run\":{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"attn\"],"
                    + "\"evaluations\":[]},\"over\":{\"seed\":[1,2]}}";

    private Stream<String> runs(String sweep) {
        JsonArray listed =
                new JsonObject(send(admin, "GET", "/runs?sweep=" + sweep, "").body()).getJsonArray("items");
        return listed.stream().map(run -> ((JsonObject) run).getString("id"));
    }

    @Test
    void aSweepStaysItsOwnersWhoeverLaunchesRunsOfItAgain() {
        String sweep = made(member, "/sweeps", SWEEP).getString("id");
        made(member, "/sweeps/" + sweep + "/cancel", "");
        assertThat(send(other, "POST", "/sweeps/" + sweep + "/retry", "").statusCode())
                .isEqualTo(403);
        made(admin, "/sweeps/" + sweep + "/retry", "");

        assertThat(owner(Kind.SWEEP, sweep)).contains(account("mel"));
        assertThat(runs(sweep))
                .hasSize(4)
                .allSatisfy(run -> assertThat(owner(Kind.RUN, run)).contains(account("mel")));
    }

    @Test
    void whoLaunchesRunsOfNobodysSweepAgainDoesNotOwnIt() {
        String sweep = made(member, "/sweeps", SWEEP).getString("id");
        made(member, "/sweeps/" + sweep + "/cancel", "");
        server.store.database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE sweep SET owner = NULL");
            handle.execute("UPDATE run SET owner = NULL");
        });
        made(other, "/sweeps/" + sweep + "/retry", "");

        assertThat(owner(Kind.SWEEP, sweep)).isEmpty();
        assertThat(runs(sweep))
                .hasSize(4)
                .allSatisfy(run -> assertThat(owner(Kind.RUN, run)).isEmpty());
        assertThat(send(other, "DELETE", "/sweeps/" + sweep, "").statusCode()).isEqualTo(403);
    }

    @Test
    void anImportedModelIsItsImporters() {
        String folder = new JsonObject()
                .put("folder", TestStore.MODELS.resolve("tiny-bert").toString())
                .encode();
        String begun = made(member, "/imports", folder).getString("id");
        String model = ended(begun);
        assertThat(owner(Kind.IMPORT, begun)).contains(account("mel"));
        assertThat(owner(Kind.MODEL, model)).contains(account("mel"));
        assertThat(send(other, "PATCH", "/models/" + model, "{\"name\":\"mine\"}")
                        .statusCode())
                .isEqualTo(403);

        assertThat(ended(made(other, "/imports", folder).getString("id"))).isEqualTo(model);
        assertThat(owner(Kind.MODEL, model)).as("the same model once more").contains(account("mel"));
        assertThat(send(member, "DELETE", "/models/" + model, "").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> upload(String cookie, String content) {
        return server.send(server.request("/api/v1/data/pairs?file=mine.csv")
                .header("Cookie", cookie)
                .header("Origin", server.address("/").toString().replaceFirst("/$", ""))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString(content))
                .build());
    }

    @Test
    void aRunBelongsToWhoLaunchesItFromTheFirstEventOn() {
        List<Run> published = new CopyOnWriteArrayList<>();
        server.store.events.subscribe(event -> {
            if (event instanceof RunEvent.Changed changed) {
                published.add(changed.now());
            }
        });
        JsonObject run = made(member, "/runs", launch("mel's"));
        server.store.force(new RunId(run.getString("id")), RunState.FAILED);
        String clone = launch("clone").replace("}", ",\"repeats\":\"%s\"}".formatted(run.getString("id")));
        JsonObject again = made(other, "/runs", clone);
        Person mel = new Person(account("mel"), "mel");
        Person otto = new Person(account("otto"), "otto");
        assertThat(published.stream().map(Run::owner)).containsExactly(mel, otto);
        assertThat(run.getJsonObject("owner"))
                .isEqualTo(new JsonObject().put("id", mel.id().value()).put("displayName", "mel"));
        assertThat(again.getJsonObject("owner").getString("displayName")).isEqualTo("otto");
        assertThat(again.getString("repeats")).isEqualTo(run.getString("id"));
    }

    @Test
    void runsAreFoundByTheirOwner() {
        made(member, "/runs", launch("mel's"));
        made(other, "/runs", launch("otto's"));
        assertThat(names(member, "?owner=me")).containsExactly("mel's");
        assertThat(names(other, "?owner=me")).containsExactly("otto's");
        assertThat(names(admin, "?owner=me")).isEmpty();
        assertThat(names(admin, "?owner=%s&owner=me".formatted(account("mel")))).containsExactly("mel's");
        assertThat(names(admin, "?search=OTT")).containsExactly("otto's");
        assertThat(names(admin, "?owner=nobody")).hasSize(1).doesNotContain("mel's", "otto's");
        assertThat(names(admin, "?sort=owner&order=ascending")).startsWith("mel's", "otto's");

        String star = "{\"action\":\"star\",\"filter\":{\"owner\":[\"me\"]}}";
        assertThat(made(member, "/runs/batch", star).getInteger("changed")).isOne();
        assertThat(names(admin, "?starred=true")).containsExactly("mel's");
    }

    @Test
    void theRunsOfADeletedAccountStayAndAreLeftToAdministrators() {
        String run = made(member, "/runs", launch("mel's")).getString("id");
        AccountId gone = account("mel");
        server.store.accounts.accounts().delete(gone);

        JsonObject kept = new JsonObject(send(other, "GET", "/runs/" + run, "").body());
        assertThat(kept.getJsonObject("owner"))
                .isEqualTo(new JsonObject().put("id", gone.value()).putNull("displayName"));
        assertThat(send(other, "PATCH", "/runs/" + run, "{\"starred\":true}").statusCode())
                .isEqualTo(403);
        assertThat(send(admin, "PATCH", "/runs/" + run, "{\"starred\":true}").statusCode())
                .isEqualTo(200);
        assertThat(names(other, "?owner=" + gone)).containsExactly("mel's");
    }

    @Test
    void aShareDoesNotTellWhoOwnsItsRun() {
        String run = made(member, "/runs", launch("mel's")).getString("id");
        server.store.force(new RunId(run), RunState.SUCCEEDED);
        String body = "{\"address\":\"/runs/%1$s\",\"title\":\"t\",\"requests\":[\"/runs/%1$s\"]}".formatted(run);
        JsonObject share = made(member, "/shares", body);
        HttpResponse<String> read =
                server.get("/api/v1/shared/%s/read?request=/runs/%s".formatted(share.getString("token"), run));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(read.body()).getValue("owner", "missing")).isNull();
        assertThat(owner(Kind.SHARE, share.getJsonObject("share").getString("id")))
                .contains(account("mel"));
    }

    @Test
    void anArchiveDoesNotTellWhoOwnsItsRun() throws IOException {
        String run = made(member, "/runs", launch("mel's")).getString("id");
        server.store.force(new RunId(run), RunState.SUCCEEDED);
        HttpRequest request = server.request("/api/v1/runs/" + run + "/archive")
                .header("Cookie", member)
                .build();
        JsonObject archived = new JsonObject();
        try (ZipInputStream zip = new ZipInputStream(
                server.send(request, BodyHandlers.ofInputStream()).body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("/run.json")) {
                    archived = new JsonObject(Buffer.buffer(zip.readAllBytes()));
                }
            }
        }
        assertThat(archived.getString("id")).isEqualTo(run);
        assertThat(archived.getValue("owner", "missing")).isNull();
    }

    @Test
    void aDataSetAndItsNewVersionsBelongToWhoBringsThemFirst() {
        String pairs = "good,bad,cues\nThe dog barks,The dog bark,dog\nThe cats purr,The cats purrs,cats\n";
        HttpResponse<String> added = upload(member, pairs);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String data = new JsonObject(added.body()).getJsonObject("data").getString("id");
        assertThat(owner(Kind.DATA_SET, data)).contains(account("mel"));

        String pair = new JsonObject(
                        send(other, "GET", "/data/%s/pairs".formatted(data), "").body())
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        String cues = "{\"pairs\":[{\"id\":\"%s\",\"cues\":[0]}]}".formatted(pair);
        assertThat(send(other, "POST", "/data/%s/cues".formatted(data), cues).statusCode())
                .isEqualTo(403);
        JsonObject corrected = made(member, "/data/%s/cues".formatted(data), cues);
        String version = corrected.getJsonObject("data").getString("id");
        assertThat(owner(Kind.DATA_SET, version)).contains(account("mel"));
        assertThat(send(other, "DELETE", "/data/" + version, "").statusCode()).isEqualTo(403);
        assertThat(send(member, "DELETE", "/data/" + version, "").statusCode()).isEqualTo(204);

        server.store.database.jdbi().useHandle(handle -> handle.execute("UPDATE data_set SET owner = NULL"));
        assertThat(upload(other, pairs).statusCode()).isEqualTo(201);
        assertThat(owner(Kind.DATA_SET, data)).as("the same data once more").isEmpty();
    }

    @Test
    void dataThatNobodyOwnsIsDeletedByAdministratorsAndANewVersionBelongsToWhoMakesIt() {
        server.store.dataSets.register(Samples.data("old", "cats"), new DataOrigin("test"));
        server.store.dataSets.register(Samples.data("other", "cows"), new DataOrigin("test"));
        assertThat(owner(Kind.DATA_SET, "old")).isEmpty();
        HttpResponse<String> refused = send(member, "DELETE", "/data/other", "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("other belongs to nobody; only administrators may do this");
        assertThat(send(admin, "DELETE", "/data/other", "").statusCode()).isEqualTo(204);

        String cues = "{\"pairs\":[{\"id\":\"2\",\"cues\":[2]}]}";
        String version =
                made(member, "/data/old/cues", cues).getJsonObject("data").getString("id");
        assertThat(owner(Kind.DATA_SET, version)).contains(account("mel"));
        assertThat(owner(Kind.DATA_SET, "old")).as("the version before").isEmpty();
        assertThat(send(other, "DELETE", "/data/" + version, "").statusCode()).isEqualTo(403);
        assertThat(send(member, "DELETE", "/data/" + version, "").statusCode()).isEqualTo(204);
    }

    private String ended(String id) {
        while (true) {
            JsonObject now =
                    new JsonObject(send(admin, "GET", "/imports/" + id, "").body());
            if (now.getString("state").equals("succeeded")) {
                return now.getString("modelId");
            }
            assertThat(now.getString("state")).as(now.encode()).isIn("queued", "running");
        }
    }
}
