package dev.mixlab.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reading a request takes work in proportion to its size, for every input of every operation. */
class RequestGrowthTest {

    /** Below this number Jackson's table of field names makes a leap; four times this fills the largest body. */
    private static final int SMALL = 20_000;

    private static final int FACTOR = 4;

    /** Work in proportion grows by 4, work that grows with the square by 16. */
    private static final double MOST_GROWTH = 10;

    /** Less work than this is noise of collector and compiler; 20,000 squared is far above it. */
    private static final long NOISE_NANOS = 1_000_000;

    /** A large request that takes less cannot fail, since the small one counts as the noise at least. */
    private static final double CERTAIN_NANOS = MOST_GROWTH * NOISE_NANOS;

    /** The machine is busy with other things beside the readings, now and then for a while; work that grows with the square grows so in every round. */
    private static final int ROUNDS = 50;

    /** The least of so many readings is free of what the collector and the compiler add to one. */
    private static final int READINGS = 3;

    /** An object in place of one of these is refused for its type, before anything reads its fields. */
    private static final Set<String> PLAIN_TYPES = Set.of("string", "integer", "number", "boolean");

    /** An object with as many fields as its key says. */
    private static final Map<Integer, String> FIELDS =
            Map.of(SMALL, fields(SMALL), SMALL * FACTOR, fields(SMALL * FACTOR));

    private static Vertx vertx;
    private static OpenAPIContract contract;

    @BeforeAll
    static void load() {
        vertx = Vertx.vertx();
        contract = Contract.load(vertx).await();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @TestFactory
    List<DynamicTest> workGrowsInProportion() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : contract.operations()) {
            RequestReader reader = new RequestReader(operation, contract.getSchemaRepository());
            String id = operation.getOperationId();
            tests.add(test(id + ", unknown parameters", reader, size -> query(size, i -> "unknown" + i)));
            for (Parameter parameter : operation.getParameters()) {
                tests.add(test(id + ", " + parameter.getName(), reader, size -> query(size, i -> parameter.getName())));
            }
            if (hasJsonBody(operation)) {
                tests.add(test(id + ", unknown fields", reader, RequestGrowthTest::unknownFields));
                JsonObject fields = schema(operation).getJsonObject("properties");
                for (String field : fields.fieldNames()) {
                    tests.add(test(id + ", list " + field, reader, size -> list(field, size)));
                    if (!PLAIN_TYPES.contains(
                            String.valueOf(fields.getJsonObject(field).getValue("type")))) {
                        tests.add(test(id + ", fields of " + field, reader, size -> nested(field, size)));
                    }
                }
            }
        }
        return tests;
    }

    private static DynamicTest test(String name, RequestReader reader, IntFunction<RequestParts> request) {
        return DynamicTest.dynamicTest(name, () -> {
            double growth = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS && growth >= MOST_GROWTH; round++) {
                RequestParts largest = request.apply(SMALL * FACTOR);
                double large = work(reader, largest, Double.POSITIVE_INFINITY);
                if (large < CERTAIN_NANOS) {
                    return;
                }
                double small = work(reader, request.apply(SMALL), 0);
                if (large >= MOST_GROWTH * small) {
                    large = work(reader, largest, MOST_GROWTH * small);
                }
                growth = Math.min(growth, large / small);
            }
            assertThat(growth).isLessThan(MOST_GROWTH);
        });
    }

    /**
     * Returns the least processor time of several readings, in nanoseconds. The first that takes less than {@code enough} is the last: a
     * further one could only make the least smaller.
     */
    private static double work(RequestReader reader, RequestParts request, double enough) {
        var thread = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int repeat = 0; repeat == 0 || (repeat < READINGS && least >= enough); repeat++) {
            long start = thread.getCurrentThreadCpuTime();
            Throwable refused = catchThrowable(() -> reader.read(request));
            least = Math.min(least, thread.getCurrentThreadCpuTime() - start);
            if (refused != null) {
                assertThat(refused).isInstanceOf(RefusedRequestException.class);
            }
        }
        return Math.max(least, NOISE_NANOS);
    }

    private static RequestParts query(int size, IntFunction<String> name) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        IntStream.range(0, size).forEach(i -> query.add(name.apply(i), "value" + i));
        return new RequestParts(Map.of(), query, MultiMap.caseInsensitiveMultiMap(), null, Sender.share());
    }

    private static RequestParts body(String json) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
        return new RequestParts(
                Map.of(), MultiMap.caseInsensitiveMultiMap(), headers, Buffer.buffer(json), Sender.share());
    }

    private static RequestParts unknownFields(int size) {
        return body(Objects.requireNonNull(FIELDS.get(size)));
    }

    private static RequestParts list(String field, int size) {
        return body("{\"%s\":%s}".formatted(field, new JsonArray(texts(size)).encode()));
    }

    private static RequestParts nested(String field, int size) {
        return body("{\"%s\":%s}".formatted(field, FIELDS.get(size)));
    }

    private static String fields(int size) {
        JsonObject fields = new JsonObject();
        texts(size).forEach(name -> fields.put(name, 1));
        return fields.encode();
    }

    private static List<String> texts(int size) {
        return IntStream.range(0, size).mapToObj(i -> "name" + i).toList();
    }

    private static boolean hasJsonBody(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().containsKey("application/json");
    }

    @Test
    void bodiesThatAreNotJsonAreStreamedUploadsWhichHaveALimitOfTheirOwn() {
        List<String> uploads = contract.operations().stream()
                .filter(operation -> operation.getRequestBody() != null && !hasJsonBody(operation))
                .map(Operation::getOperationId)
                .toList();
        assertThat(uploads).containsExactlyInAnyOrder("uploadModel", "previewPairs", "addPairs", "addText");
    }

    private static JsonObject schema(Operation operation) {
        var json = operation.getRequestBody().getContent().get("application/json");
        return (JsonObject) Objects.requireNonNull(json).getSchema();
    }

    @Test
    void everyListAndTextOfABodyHasALargestSize() {
        contract.operations().stream()
                .filter(RequestGrowthTest::hasJsonBody)
                .forEach(operation -> assertBounded(operation.getOperationId(), schema(operation)));
    }

    private static void assertBounded(String place, JsonObject schema) {
        Object type = schema.getValue("type");
        JsonArray types = type instanceof JsonArray several ? several : new JsonArray().add(type);
        if (types.contains("array")) {
            assertThat(schema.containsKey("maxItems")).as(place).isTrue();
            assertBounded(place + ".items", schema.getJsonObject("items"));
        }
        if (types.contains("string") && !schema.containsKey("enum")) {
            assertThat(schema.containsKey("maxLength")).as(place).isTrue();
        }
        if (types.contains("object")) {
            assertThat(schema.getValue("additionalProperties")).as(place).isEqualTo(false);
            JsonObject fields = schema.getJsonObject("properties");
            fields.fieldNames().forEach(name -> assertBounded(place + "." + name, fields.getJsonObject(name)));
        }
    }
}
