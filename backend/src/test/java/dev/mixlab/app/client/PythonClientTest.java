package dev.mixlab.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.app.server.Application;
import dev.mixlab.app.server.WebServer;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.HeadlessToyModel;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.weights.HuggingFaceFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python client, installed from its wheel, against a real server that works on real runs. */
class PythonClientTest {

    private static final Path MODULE = Path.of("backend", "src", "main", "python", "mixlab.py");
    private static final Path CHECKS = Path.of("backend", "src", "test", "resources", "python", "check_client.py")
            .toAbsolutePath();
    private static final Path DOCUMENT = Path.of("frontend", "help", "python.md");
    private static final String VERSION = "0.1.0";
    private static final String WHEEL = "mixlab-" + VERSION + "-py3-none-any.whl";

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private static Application application;
    private static WebServer server;
    private static Path wheel;
    private static String run;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("user.home"), ".djl.ai");
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        wheel = PythonWheel.write(MODULE, VERSION, page().resolve("python"));
        application = Application.open(
                new Application.Settings(data, 1, URI.create("http://localhost:1"), MachineBudget.ofMachine()));
        importEncoder();
        server = WebServer.start("localhost", 0, List.of(), application.operations());
        application.start();
        String launch = "{\"modelId\": \"tiny-bert\", \"dataId\": \"sample\", \"examples\": 40,"
                + " \"methods\": [\"value_zeroing_cosine\", \"attn\"], \"evaluations\": [\"cue_alignment\"],"
                + " \"fineTuning\": {\"epochs\": 1}}";
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/v1/runs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(launch))
                .build();
        String answer = send(request);
        Matcher id = Pattern.compile("\"id\":\"(r-[^\"]+)\"").matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        run = id.group(1);
        while (!send(get("/api/v1/runs/" + run)).contains("\"state\":\"succeeded\"")) {
            Thread.sleep(200);
        }
    }

    /** Imports an encoder without a masked-LM head. */
    private static void importEncoder() throws InterruptedException {
        Path encoder = data.resolve("encoder");
        HuggingFaceFolder.write(encoder, new HeadlessToyModel());
        ModelImport begun = application.imports().fromOwnFolder(encoder, "encoder without head");
        while (!application.imports().get(begun.id()).state().isFinal()) {
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        application.close();
    }

    /** The folder of the page on the class path, where the build puts the wheel. */
    private static Path page() {
        Path classes = Path.of(URI.create(PythonWheel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return classes.resolve("page");
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path)).build();
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static List<String> python(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        return command;
    }

    private String check(String hidden, Path from) throws IOException, InterruptedException {
        List<String> arguments =
                List.of("-s", CHECKS.toString(), server.address().toString(), folder.toString(), run, hidden);
        Map<String, String> environment = Map.of("PYTHONPATH", from.toString(), "MIXLAB_FROM", from.toString());
        return Python.run(python(arguments), environment, folder);
    }

    @Test
    void theWheelOnThePathIsTheClient() throws IOException, InterruptedException {
        Python.require();
        assertThat(check("", wheel)).endsWith("all checks passed\n");
    }

    @Test
    void theClientNeedsNothingButTheStandardLibrary() throws IOException, InterruptedException {
        Python.require();
        assertThat(check("numpy,pandas", wheel)).endsWith("all checks passed\n");
    }

    @Test
    void pipInstallsTheWheelFromTheServer() throws IOException, InterruptedException {
        Python.require();
        Python.requireModule("pip", "the wheel was not installed by it");
        Path installed = folder.resolve("installed");
        String address = server.address() + "/python/" + WHEEL;
        String[] pip = {"-m", "pip", "install", "--no-deps", "--no-index", "--disable-pip-version-check", "--target"};
        List<String> arguments = new ArrayList<>(List.of(pip));
        arguments.addAll(List.of(installed.toString(), address));
        Python.run(python(arguments), Map.of(), folder);

        assertThat(installed.resolve("mixlab.py")).hasSameBinaryContentAs(MODULE);
        String use = "import mixlab; print(mixlab.__file__, mixlab.Server('%s').health()['status'])"
                .formatted(server.address());
        assertThat(Python.run(python(List.of("-s", "-c", use)), Map.of("PYTHONPATH", installed.toString()), folder))
                .startsWith(installed.toString())
                .endsWith(" ok\n");
    }

    @Test
    void aTokenSignsInAndIsNotPassedOnToAnotherServer() throws IOException, InterruptedException {
        Python.require();
        try (WithAccounts guarded = WithAccounts.start(application)) {
            String address = guarded.address().toString();
            String reading =
                    "import mixlab, sys\ntry: mixlab.Server(*sys.argv[1:2], %s).models(); print('read')\nexcept mixlab.MixlabError as refused: print(refused.status)";
            Map<String, String> wrong = Map.of("PYTHONPATH", wheel.toString(), "MIXLAB_TOKEN", "mixlab_wrong");
            Map<String, String> right = Map.of("PYTHONPATH", wheel.toString(), "MIXLAB_TOKEN", guarded.token());
            String argument = "token='%s'".formatted(guarded.token());

            assertThat(ask(reading.formatted(""), address, Map.of("PYTHONPATH", wheel.toString())))
                    .isEqualTo("401\n");
            assertThat(ask(reading.formatted(""), address, wrong)).isEqualTo("401\n");
            assertThat(ask(reading.formatted(argument), address, wrong)).isEqualTo("read\n");
            assertThat(ask(reading.formatted(""), address, right)).isEqualTo("read\n");
            assertThat(ask(reading.formatted(argument), guarded.redirected().toString(), right))
                    .isEqualTo("401\n");
        }
    }

    private String ask(String script, String address, Map<String, String> environment)
            throws IOException, InterruptedException {
        return Python.run(python(List.of("-s", "-c", script, address)), environment, folder);
    }

    @Test
    void theExamplesInRRun() throws IOException, InterruptedException {
        Python.requireProgram("Rscript", "the examples in R were not run");
        Matcher block = Pattern.compile("(?ms)^```r\\n(.*?)^```$").matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).isTrue();
        Files.writeString(folder.resolve("examples.R"), block.group(1));
        HttpClient.newHttpClient()
                .send(get("/api/v1/runs/" + run + "/results"), BodyHandlers.ofFile(folder.resolve("results.csv.gz")));

        assertThat(Python.run(List.of("Rscript", "examples.R"), Map.of(), folder))
                .contains("value_zeroing_cosine");
    }

    @Test
    void theExamplesOfTheDocumentRun() throws IOException, InterruptedException {
        Python.require();
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains("/python/" + WHEEL);
        StringBuilder script = new StringBuilder();
        Matcher block =
                Pattern.compile("(?ms)^```python(?: (\\w+))?\\n(.*?)^```$").matcher(document);
        int blocks = 0;
        while (block.find()) {
            if (block.group(1) == null || Python.has(block.group(1))) {
                script.append(block.group(2)).append('\n');
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThanOrEqualTo(5);
        Path file = folder.resolve("examples.py");
        Files.writeString(
                file,
                script.toString()
                        .replace("http://localhost:8080", server.address().toString()));

        Files.write(
                folder.resolve("sentences.txt"),
                SampleData.create().examples().stream()
                        .limit(60)
                        .map(example -> example.sentence().text())
                        .toList());

        String output =
                Python.run(python(List.of("-s", file.toString())), Map.of("PYTHONPATH", wheel.toString()), folder);
        assertThat(output).contains("'from Python': succeeded", "Cue alignment", "no-such-model");
    }
}
