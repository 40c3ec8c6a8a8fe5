package dev.mixlab.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import dev.mixlab.web.http.Contract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls every operation of the contract with what the contract forbids, and with what is unusual. No request is answered by a failure of
 * the server, every refusal is a problem, and one with status 400 names the input. A part of all requests is made in each build, the same
 * each time; {@code -Dmixlab.fuzz=all} makes them all.
 */
class ContractFuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(ContractFuzzTest.class);
    private static final int BAD_REQUEST = 400;
    private static final int PER_OPERATION = 40;
    private static final int LONGEST_PROBLEM = 1 << 20;
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final Map<Integer, Integer> answers = new TreeMap<>();
    /** Why the usual request of an operation is refused, where a made-up value can never be one that it takes, by operation. */
    private final Map<String, String> usualRefusals = new HashMap<>();

    private final List<String> faults = new ArrayList<>();

    @Test
    void noRequestIsAFailureOfTheServerAndEveryRefusalNamesItsInput() {
        int operations = 0;
        try (RunningServer server = new RunningServer()) {
            JsonObject contract = Contract.published();
            Schemas schemas = new Schemas(contract);
            JsonObject paths = contract.getJsonObject("paths");
            for (String path : paths.fieldNames()) {
                JsonObject item = paths.getJsonObject(path);
                for (String method : METHODS) {
                    if (item.containsKey(method)) {
                        operations++;
                        some(new FuzzedRequests(schemas, path, method, item).all())
                                .forEach(request -> send(server, request));
                    }
                }
            }
        }
        int sent = answers.values().stream().mapToInt(Integer::intValue).sum();
        LOG.info("{} requests to {} operations, by the status of their answers: {}", sent, operations, answers);
        assertThat(faults).as("%s requests, %s", sent, answers).isEmpty();
        assertThat(sent).isGreaterThan(10 * operations);
    }

    private static List<FuzzedRequest> some(List<FuzzedRequest> requests) {
        if ("all".equals(System.getProperty("mixlab.fuzz"))) {
            return requests;
        }
        List<FuzzedRequest> mixed = new ArrayList<>(requests);
        // the first is the usual one
        Collections.shuffle(mixed.subList(1, mixed.size()), new Random(20_261_128));
        return mixed.subList(0, Math.min(PER_OPERATION, mixed.size()));
    }

    private void send(RunningServer server, FuzzedRequest fuzzed) {
        HttpRequest.Builder request = server.request("/api/v1" + fuzzed.address());
        fuzzed.headers().forEach(request::header);
        byte[] body = fuzzed.body();
        request.method(fuzzed.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        HttpResponse<InputStream> answer = server.send(request.build(), BodyHandlers.ofInputStream());
        int status = answer.statusCode();
        answers.merge(status, 1, Integer::sum);
        // a stream of events is left as soon as it begins
        try (InputStream content = answer.body()) {
            if (status >= 400) {
                String problem = new String(content.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
                String type = answer.headers().firstValue("Content-Type").orElse("");
                String fault = fault(fuzzed, status, type, problem);
                if (!fault.isEmpty()) {
                    faults.add("%s is answered %s: %s (%s)".formatted(fuzzed, status, problem, fault));
                }
            }
        } catch (IOException failure) {
            faults.add("%s breaks off: %s".formatted(fuzzed, failure));
        }
    }

    private String fault(FuzzedRequest fuzzed, int status, String type, String text) {
        if (status >= 500) {
            return "a failure of the server";
        }
        if (!type.equals("application/problem+json")) {
            return "no problem but " + type;
        }
        JsonObject problem = new JsonObject(text);
        if (problem.getInteger("status") != status
                || problem.getString("detail", "").isBlank()) {
            return "a problem without status or detail";
        }
        if (status != BAD_REQUEST) {
            return "";
        }
        String named = problem.getString("detail") + problem.getJsonArray("errors");
        String field = fuzzed.field();
        if (field == null) {
            usualRefusals.putIfAbsent(fuzzed.operation(), problem.getString("detail"));
            return "";
        }
        String usual = usualRefusals.get(fuzzed.operation());
        return named.contains(field) || named.contains(String.valueOf(usual)) ? "" : "does not name " + field;
    }
}
