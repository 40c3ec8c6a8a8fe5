package dev.mixlab.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.RunState;
import dev.mixlab.run.share.ShareToken;
import dev.mixlab.web.StoredResults;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest extends ShareServer {

    @Test
    void aShareAnswersItsOwnRequestsAsTheInterfaceDoes() {
        String listed = scores + "/examples?search=100%25+dog7&offset=0&limit=50";
        String run = "/runs/" + server.scores.run.run();
        String token = shared(maps(), listed, run, "/methods").getString("token");
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        for (String request : List.of(maps(), listed, run, "/methods")) {
            HttpResponse<String> response = server.get(read(token, request));
            assertThat(response.statusCode()).as(request).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo(server.get("/api/v1" + request).body());
        }
        assertThat(new JsonObject(server.get(read(token, listed)).body()).getInteger("total"))
                .isEqualTo(1);
    }

    @Test
    void mapsOfAShareComeAsBinaryWhenAskedFor() {
        String token = shared(maps()).getString("token");
        HttpResponse<byte[]> response = server.send(
                server.request(read(token, maps()))
                        .header("Accept", "application/octet-stream")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(response.headers().firstValue("Mixlab-Layers")).contains("2");
        assertThat(Buffer.buffer(response.body()).getFloatLE(0)).isEqualTo(3 / 7f);
    }

    @Test
    void aShareAsAFileHoldsItsAnswersAndNothingThatEndsTheScript() {
        String listed = scores + "/examples?search=100%25+dog7&offset=0&limit=50";
        JsonObject body = new JsonObject()
                .put("address", scores + "/3?method=attn")
                .put("title", "</script><b>&")
                .put("requests", new JsonArray(List.of(maps(), listed)));
        String token =
                new JsonObject(server.post("/api/v1/shares", body.encode()).body()).getString("token");
        HttpResponse<String> response = server.get("/api/v1/shared/" + token + "/page");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"shared-view.html\"");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        String file = response.body();
        String start = "<script type=\"application/json\" id=\"shared-view\">";
        int from = file.indexOf(start) + start.length();
        String json = file.substring(from, file.indexOf("</script>", from));

        JsonObject view = new JsonObject(json);
        assertThat(view.getString("title")).isEqualTo("</script><b>&");
        assertThat(view.getString("address")).isEqualTo(scores + "/3?method=attn");
        assertThat(view.getJsonObject("answers").fieldNames()).containsExactlyInAnyOrder(maps(), listed);
        for (String request : List.of(maps(), listed)) {
            assertThat(view.getJsonObject("answers").getJsonObject(request))
                    .isEqualTo(new JsonObject(server.get("/api/v1" + request).body()));
        }
        assertThat(file.substring(from + json.length())).isEqualTo("</script>\n<p>after</p>\n");
        assertThat(file).doesNotContain(token);
    }

    @Test
    void aFileOfNoShareIsNotThere() {
        assertThat(server.get("/api/v1/shared/" + "a".repeat(43) + "/page").statusCode())
                .isEqualTo(404);
    }

    @Test
    void itsHolderIsToldTheViewAndNoMore() {
        JsonObject created = shared(maps());
        JsonObject view = new JsonObject(
                server.get("/api/v1/shared/" + created.getString("token")).body());
        assertThat(view.fieldNames()).containsExactlyInAnyOrder("address", "title", "createdAt");
        assertThat(view.getString("address")).isEqualTo(scores + "/3?method=attn");
        assertThat(created.getString("path")).isEqualTo("/s/" + created.getString("token"));
        assertThat(created.getJsonObject("share").containsKey("token")).isFalse();
        assertThat(server.get("/api/v1/shares").body()).doesNotContain(created.getString("token"));
    }

    @Test
    void anyOtherRequestIsNotThere() {
        String token = shared(maps()).getString("token");
        for (String request : List.of(
                "/methods",
                "/runs",
                scores,
                scores + "/examples/4/maps?method=attn&aggregation=none",
                maps() + "&x=1")) {
            assertThat(server.get(read(token, request)).statusCode())
                    .as(request)
                    .isEqualTo(404);
        }
        assertThat(server.get("/api/v1/shared/" + token + "/runs").statusCode()).isEqualTo(404);
    }

    @Test
    void theSameWrittenOtherwiseIsPartOfItToo() {
        String listed = scores + "/examples?search=100%25+dog7&limit=50";
        String token = shared(maps(), listed).getString("token");
        for (String request : List.of(
                scores + "/examples/3/maps?aggregation=none&method=attn",
                scores + "/examples?limit=50&offset=0&search=100%25%20dog7")) {
            HttpResponse<String> response = server.get(read(token, request));
            assertThat(response.statusCode()).as(request).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo(server.get("/api/v1" + request).body());
        }
        for (String other : List.of(
                scores + "/examples/3/maps?aggregation=rollout&method=attn",
                scores + "/examples?limit=50&offset=1&search=100%25%20dog7",
                scores + "/examples?limit=50")) {
            assertThat(server.get(read(token, other)).statusCode()).as(other).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nothingCanBeChangedThroughIt(String method) {
        String token = shared(maps()).getString("token");
        for (String path : List.of("/api/v1/shared/" + token, read(token, maps()), read(token, "/runs"))) {
            HttpResponse<String> response = server.send(server.request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString("{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}"))
                    .build());
            assertThat(response.statusCode()).as(path).isEqualTo(405);
        }
    }

    @Test
    void unknownAndRevokedAreToldApartByNobody() {
        JsonObject created = shared(maps());
        String token = created.getString("token");
        String id = created.getJsonObject("share").getString("id");
        HttpResponse<String> revoked =
                server.send(server.request("/api/v1/shares/" + id).DELETE().build());
        assertThat(revoked.statusCode()).isEqualTo(204);
        String unknown = ShareToken.fresh().value();
        assertThat(problem("/api/v1/shared/" + token)).isEqualTo(problem("/api/v1/shared/" + unknown));
        assertThat(problem("/api/v1/shared/short")).isEqualTo(problem("/api/v1/shared/" + unknown));
        assertThat(problem(read(token, maps()))).isEqualTo(problem(read(unknown, maps())));
        assertThat(server.send(server.request("/api/v1/shares/v-0000000000")
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "RUNNING", "CANCELLING"})
    void aRunThatIsNotFinishedIsRefused(RunState state) {
        server.store.force(server.scores.run.run(), state);
        for (String request : List.of(maps(), "/runs/" + server.scores.run.run())) {
            HttpResponse<String> response = share("/methods", request);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(new JsonObject(response.body()).getString("detail"))
                    .startsWith("requests.1 '%s'".formatted(request))
                    .contains("only finished results can be shared");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/runs, 400, does not read finished results",
        "/runs/estimate, 400, does not read finished results",
        "/runs/nothing, 422, there is no run",
        "/shares, 400, does not read finished results",
        "/events, 400, does not read finished results",
        "/checkpoints, 400, does not read finished results",
        "/scores, 400, does not read finished results",
        "/nothing, 400, does not read finished results",
        "methods, 400, does not read finished results",
        "/../../etc, 400, does not read finished results",
        "/methods?x=1, 400, x: is not a known parameter of this address",
        "/scores/s-0000000000, 422, there is no score run",
        "/scores/S/examples/x, 400, index: 'x' is not of type integer",
        "/scores/S/examples/3/maps, 400, method: is missing",
        "/scores/S/examples/3/maps?method=%zz, 400, is not path and query of an address",
    })
    void whatIsNoReadingOfFinishedResultsIsRefused(String request, int status, String rule) {
        String asked = request.replace("/S/", "/%s/".formatted(server.scores.run.id()));
        HttpResponse<String> response = share(asked);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("detail"))
                .startsWith("requests.0")
                .contains(asked)
                .contains(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere.example/", "/\\\\elsewhere", "/s/abc", "/api/v1/runs", "/a b", "/runs#x"})
    void anAddressThatIsNoPlaceOfThePageIsRefused(String address) {
        String body = "{\"address\":\"%s\",\"title\":\"t\",\"requests\":[\"/methods\"]}".formatted(address);
        assertThat(server.post("/api/v1/shares", body).statusCode()).isEqualTo(422);
    }

    @Test
    void answersOfSharesAreNeitherKeptNorFoundNorPassedOn() {
        String token = shared(maps()).getString("token");
        for (String path :
                List.of("/s/" + token, "/api/v1/shared/" + token, read(token, maps()), "/api/v1/shared/none")) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.headers().firstValue("Cache-Control")).as(path).contains("no-store");
            assertThat(response.headers().firstValue("X-Robots-Tag")).as(path).contains("noindex");
            assertThat(response.headers().firstValue("Referrer-Policy"))
                    .as(path)
                    .contains("no-referrer");
        }
        assertThat(server.get("/").headers().firstValue("X-Robots-Tag")).isEmpty();
    }

    @Test
    void aProblemDoesNotRepeatTheToken() {
        String token = ShareToken.fresh().value();
        for (String path : List.of(
                "/api/v1/shared/" + token,
                read(token, "/methods"),
                "/api/v1/shared/" + token + "/read",
                "/api/v1//shared//" + token + "/none",
                "/api/v1/shar%65d/" + token + "/none")) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).as(path).isBetween(400, 404);
            assertThat(response.body()).as(path).doesNotContain(token);
        }
    }

    @Test
    void onlyTheOneFormOfItsAddressOpens() {
        String token = shared(maps()).getString("token");
        assertThat(server.get("/s/" + token).statusCode()).isEqualTo(200);
        for (String path : List.of(
                "/s/" + token + "/",
                "/s/" + token + "/.",
                "/s/" + token + "/x/..",
                "/s//" + token,
                "/%73/" + token,
                "/api/v1/shared/" + token + "/",
                "/api/v1/shared/" + token + "/x/..",
                "/api/v1/./shared/" + token,
                "/api/v1/shared/" + token + "/read/?request=%2Fmethods")) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).as(path).doesNotContain(token);
        }
    }

    @Test
    void aSpreadOverSeedsStaysWhatWasShared() {
        StoredResults results = new StoredResults(server.store);
        String spread = "/scores/%s/spread?measure=cue_dot"
                .formatted(results.after(results.first).id());
        String token = shared(spread).getString("token");
        String then = server.get(read(token, spread)).body();
        assertThat(new JsonObject(then).getJsonArray("scoreRuns")).hasSizeGreaterThan(1);
        new StoredResults(server.store);
        assertThat(server.get("/api/v1" + spread).body()).isNotEqualTo(then);
        assertThat(server.get(read(token, spread)).body()).isEqualTo(then);
    }

    @Test
    void aTitleIsCountedInCodePointsAndHasNoControlCharacters() {
        String longest = "\uD83D\uDE00".repeat(200);
        assertThat(titled(longest).statusCode()).isEqualTo(201);
        assertThat(titled(longest + "x").statusCode()).isEqualTo(400);
        for (String title : List.of("a\u0000b", "a\nb", "\u001b[31m", "a\u2028b")) {
            assertThat(titled(title).statusCode()).isEqualTo(422);
        }
    }
}
