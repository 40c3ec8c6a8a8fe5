package dev.mixlab.app.operation;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Measures the memory of a server after each of several runs of a tiny model, one after another. A tool, not a test: 20 runs take minutes.
 *
 * <pre>java -cp CLASSPATH dev.mixlab.app.operation.MemoryTable FOLDER [RUNS]</pre>
 */
public final class MemoryTable {

    private static final String SETTINGS =
            "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"examples\":100,\"fineTuning\":{\"epochs\":2},\"evaluating\":{\"resamples\":200,"
                    + "\"deletionExamples\":10}}";

    /** After a run the server gives memory back, which takes it some tenths of a second. */
    private static final long REST_MILLIS = 2000;

    private MemoryTable() {}

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        try (ServerProcess server = ServerProcess.start(Path.of(arguments[0]))) {
            System.out.printf("| after | resident, MB | most so far, MB | heap used, MB |%n|---|---|---|---|%n");
            print(server, "start");
            for (int number = 1; number <= runs; number++) {
                String state = server.awaitEnd(server.launch(SETTINGS)).getString("state");
                if (!state.equals("succeeded")) {
                    throw new IllegalStateException("run %s: %s".formatted(number, state));
                }
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                print(server, "run " + number);
            }
        }
    }

    private static void print(ServerProcess server, String when) throws Exception {
        double heap = server.text("/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        System.out.printf(
                "| %s | %d | %d | %.0f |%n", when, server.megabytes("VmRSS"), server.megabytes("VmHWM"), heap / 1e6);
    }
}
