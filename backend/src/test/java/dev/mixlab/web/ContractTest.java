package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of the interface that the server hands out. */
class ContractTest {

    private static final String ADDRESS = "/api/v1/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static RunningServer server;
    private static JsonObject contract;

    @BeforeAll
    static void start() {
        server = new RunningServer();
        contract = new JsonObject(server.get(ADDRESS).body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void itObeysTheSchemaOfOpenApi() {
        OpenAPIVersion version = OpenAPIVersion.fromContract(contract);
        assertThat(version).isEqualTo(OpenAPIVersion.V3_1);
        OutputUnit result = version.getRepository(server.vertx, "app://")
                .compose(repository -> version.validateContract(server.vertx, repository, contract))
                .await();
        assertThat(result.getValid()).as(String.valueOf(result.getErrors())).isTrue();
    }

    @Test
    void aContractThatBreaksTheSchemaIsNoticedByThisTest() {
        JsonObject broken = contract.copy();
        broken.getJsonObject("paths")
                .getJsonObject("/health")
                .getJsonObject("get")
                .put("parameters", "none");
        OpenAPIVersion version = OpenAPIVersion.V3_1;
        OutputUnit result = version.getRepository(server.vertx, "app://")
                .compose(repository -> version.validateContract(server.vertx, repository, broken))
                .await();
        assertThat(result.getValid()).isFalse();
    }

    @Test
    void itListsEveryOperationThatTheServerAnswers() {
        assertThat(contract.getJsonArray("servers")).containsExactly(new JsonObject().put("url", "/api/v1"));
        List<String> listed = new ArrayList<>();
        contract.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        listed.add("%s /api/v1%s".formatted(entry.getKey().toUpperCase(Locale.ROOT), path.getKey()));
                    }
                }));
        List<Operation> answered = Contract.load(server.vertx).await().operations();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(answered.stream()
                        .map(operation -> operation.getHttpMethod() + " " + operation.getAbsoluteOpenAPIPath())
                        .toList());
    }

    @Test
    void whatItListsStandsInTheOrderOfTheDocument() {
        assertThat(contract.fieldNames()).startsWith("openapi", "info", "servers", "tags", "paths");
        assertThat(contract.getJsonObject("paths").fieldNames()).startsWith("/health", "/openapi.json", "/methods");
    }

    @Test
    void mediaTypesAreThoseThatAreSent() {
        JsonObject responses = contract.getJsonObject("paths")
                .getJsonObject("/runs/{runId}/archive")
                .getJsonObject("get")
                .getJsonObject("responses");
        assertThat(responses.getJsonObject("200").getJsonObject("content").fieldNames())
                .containsExactly("application/zip");
        assertThat(contract.getJsonObject("components")
                        .getJsonObject("responses")
                        .getJsonObject("Problem")
                        .getJsonObject("content")
                        .fieldNames())
                .containsExactly("application/problem+json");
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryTagIsDescribed() {
        references(contract)
                .forEach(reference -> assertThat(at(reference)).as(reference).isNotNull());
        List<String> described = contract.getJsonArray("tags").stream()
                .map(JsonObject.class::cast)
                .filter(tag -> tag.getString("description") != null)
                .map(tag -> tag.getString("name"))
                .toList();
        List<JsonObject> operations = contract.getJsonObject("paths").stream()
                .map(path -> (JsonObject) path.getValue())
                .flatMap(path -> path.stream().filter(entry -> METHODS.contains(entry.getKey())))
                .map(entry -> (JsonObject) entry.getValue())
                .toList();
        assertThat(operations).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.getString("summary")).isNotBlank();
            assertThat(operation.getJsonArray("tags")).hasSize(1).allMatch(described::contains);
        });
    }

    @Test
    void aClientThatHasItIsNotSentItAgain() {
        HttpResponse<String> first = server.get(ADDRESS);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                server.send(server.request(ADDRESS).header("If-None-Match", tag).build());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(server.send(server.request(ADDRESS)
                                .header("If-None-Match", "W/\"0\"")
                                .build())
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = server.send(
                server.request(ADDRESS).method("HEAD", BodyPublishers.noBody()).build());
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.body()).isEmpty();
    }

    private static List<String> references(Object node) {
        List<String> found = new ArrayList<>();
        if (node instanceof JsonObject object) {
            if (object.getValue("$ref") instanceof String reference) {
                found.add(reference);
            }
            object.forEach(entry -> found.addAll(references(entry.getValue())));
        } else if (node instanceof JsonArray array) {
            array.forEach(item -> found.addAll(references(item)));
        }
        return found;
    }

    private static Object at(String reference) {
        Object node = contract;
        for (String part : reference.substring(2).split("/", -1)) {
            node = Objects.requireNonNull((JsonObject) node).getValue(part);
        }
        return node;
    }
}
