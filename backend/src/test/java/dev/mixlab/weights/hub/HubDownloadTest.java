package dev.mixlab.weights.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.Folders;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.weights.hub.HubDownload.Pauses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server that answers like the hub. */
class HubDownloadTest {

    private static final Pauses SHORT = new Pauses(Duration.ofSeconds(5), Duration.ofMillis(5), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private LocalHub hub;
    private Path target;
    private long lastDone;
    private boolean cancelled;

    private final TransferListener listener = new TransferListener() {
        @Override
        public void total(long bytes) {
            assertThat(bytes).isPositive();
        }

        @Override
        public void done(long bytes, long arrived) {
            lastDone = bytes;
            if (cancelled) {
                throw new CancelledException("cancelled");
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    };

    @BeforeEach
    void open() throws IOException {
        hub = new LocalHub();
        byte[] weights = new byte[300_000];
        new Random(7).nextBytes(weights);
        hub.files.put("config.json", "{}".getBytes(StandardCharsets.UTF_8));
        hub.files.put("model.safetensors", weights);
        hub.files.put("pytorch_model.bin", new byte[10]);
        hub.files.put("photo.png", new byte[10]);
        target = Files.createDirectory(folder.resolve("target"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private HubModel download(@Nullable String token) {
        return new HubDownload(hub.address(token), SHORT)
                .into(target, folder.resolve("parts"), new ModelId("org/tiny", "main"), listener);
    }

    private void assertNothingButParts() {
        assertThat(Folders.content(target)).isEmpty();
    }

    @Test
    void onlyTheNeededFilesComeAndTheTokenGoesToTheHubAlone() throws IOException {
        HubModel model = download("hf_secret");
        assertThat(model).isEqualTo(new HubModel(LocalHub.COMMIT, "mit"));
        assertThat(Folders.content(target))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("config.json", "model.safetensors");
        assertThat(Files.readAllBytes(target.resolve("model.safetensors")))
                .isEqualTo(hub.files.get("model.safetensors"));
        assertThat(lastDone).isEqualTo(300_002);
        assertThat(hub.requests)
                .filteredOn(request -> request.startsWith("store"))
                .hasSize(2)
                .noneMatch(request -> request.contains("hf_secret"));
        assertThat(hub.requests)
                .filteredOn(request -> request.startsWith("hub"))
                .allMatch(request -> request.contains("Bearer hf_secret"));
        assertThat(Folders.content(folder.resolve("parts"))).isEmpty();
    }

    @Test
    void vocabulariesComeWhereThereIsNoTokenizerWithThemInIt() throws IOException {
        for (String name :
                List.of("vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json", "added_tokens.json")) {
            hub.files.put(name, new byte[] {'{', '}'});
        }
        download(null);
        assertThat(names())
                .containsExactly(
                        "added_tokens.json",
                        "config.json",
                        "merges.txt",
                        "model.safetensors",
                        "tokenizer_config.json",
                        "vocab.json",
                        "vocab.txt");

        Folders.delete(target);
        Files.createDirectory(target);
        hub.files.put("tokenizer.json", new byte[] {'{', '}'});
        download(null);
        assertThat(names())
                .containsExactly(
                        "added_tokens.json",
                        "config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json");
    }

    @Test
    void aRepositoryWithoutConfigurationIsNamedForWhatItIs() {
        hub.files.remove("config.json");
        hub.files.put("adapter_model.safetensors", new byte[10]);
        assertThatThrownBy(() -> download(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("model org/tiny at revision main has no config.json on the hub")
                .hasMessageContaining("; adapter_model.safetensors belongs to an adapter");
        assertNothingButParts();
    }

    private List<String> names() {
        return Folders.content(target).stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    @Test
    void aBrokenConnectionIsContinuedWhereItBroke() throws IOException {
        hub.breakAfter = 100_000;
        hub.breaks.set(2);
        download(null);
        assertThat(Files.readAllBytes(target.resolve("model.safetensors")))
                .isEqualTo(hub.files.get("model.safetensors"));
        assertThat(hub.requests)
                .filteredOn(request -> request.matches("store .* bytes=[1-9]\\d*- \"etag-of-store\""))
                .hasSize(2);
    }

    @Test
    void aServerThatSendsTheWholeFileAgainIsReadFromTheBeginning() throws IOException {
        hub.ranges = false;
        hub.breakAfter = 100_000;
        hub.breaks.set(2);
        download(null);
        assertThat(Files.readAllBytes(target.resolve("model.safetensors")))
                .isEqualTo(hub.files.get("model.safetensors"));
    }

    @Test
    void aFileThatIsAlwaysCutShortIsRefusedAndALaterDownloadGoesOn() {
        hub.breakAfter = 10;
        hub.breaks.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> download(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("model.safetensors of model org/tiny")
                .hasMessageContaining("cannot be downloaded");
        hub.breaks.set(0);
        Folders.content(target).forEach(file -> file.toFile().delete());
        hub.requests.clear();
        download(null);
        assertThat(hub.requests).anyMatch(request -> request.matches("store .* bytes=[1-9]\\d*- .*"));
    }

    @Test
    void aFileOfOtherContentThanPublishedIsRefusedAndNotKept() {
        hub.lying = true;
        assertThatThrownBy(() -> download(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("config.json of model org/tiny")
                .hasMessageContaining("publishes SHA-256");
        assertNothingButParts();
        assertThat(Folders.content(folder.resolve("parts"))).isEmpty();
    }

    @Test
    void theHashOfASmallFileIsTheOneThatGitGivesIt() {
        // git hash-object of a file with two braces
        assertThat(LocalHub.gitSha1("{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("9e26dfeeb6e641a33dae4961196235bdb965b21b");
    }

    @Test
    void aSmallFileIsCheckedAgainstItsGitHashWhereverTheHubPublishesThat() throws IOException {
        hub.small.add("config.json");
        downloadedAndRefusedWhereTheContentIsAnother();

        hub.describes = false;
        hub.tree = 200;
        downloadedAndRefusedWhereTheContentIsAnother();
    }

    @Test
    void hashesComeWithTheFilesWhereTheTreeIsMissingOrRefused() throws IOException {
        hub.small.add("config.json");
        hub.describes = false;
        for (int status : List.of(404, 401, 403, 405)) {
            hub.tree = status;
            downloadedAndRefusedWhereTheContentIsAnother();
        }
    }

    private void downloadedAndRefusedWhereTheContentIsAnother() throws IOException {
        hub.lying = false;
        download(null);
        assertThat(Files.readString(target.resolve("config.json"))).isEqualTo("{}");
        assertThat(Files.readAllBytes(target.resolve("model.safetensors")))
                .isEqualTo(hub.files.get("model.safetensors"));
        Folders.content(target).forEach(file -> file.toFile().delete());

        hub.lying = true;
        assertThatThrownBy(() -> download(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("config.json of model org/tiny")
                .hasMessageContaining("but the hub %s publishes git SHA-1 %s"
                        .formatted(hub.address(null), LocalHub.gitSha1(new byte[] {'{', '}'})));
        assertNothingButParts();
        assertThat(Folders.content(folder.resolve("parts"))).isEmpty();
    }

    @Test
    void aFileOfWhichNoHashIsPublishedAnywhereIsRefused() {
        hub.small.add("config.json");
        hub.describes = false;
        hub.tagged = false;
        assertThatThrownBy(() -> download(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("config.json of model org/tiny")
                .hasMessageContaining("publishes no hash of it, so that it cannot be checked");
        assertNothingButParts();
    }

    @Test
    void whatOneListSaysOfAFileIsCompletedByTheOther() {
        HubFile.Digest digest = HubFile.Digest.of("ab".repeat(32));
        assertThat(new HubFile("x", -1, digest).or(new HubFile("x", 5, null))).isEqualTo(new HubFile("x", 5, digest));
        assertThat(new HubFile("x", 7, null).or(new HubFile("x", 5, digest))).isEqualTo(new HubFile("x", 7, digest));
    }

    @Test
    void eachRefusalOfTheHubSaysWhatItMeans() {
        refused(401, Map.of(), "check the id; set HF_TOKEN");
        refused(401, Map.of("X-Error-Code", "GatedRepo"), "is gated on the hub");
        refused(403, Map.of("X-Error-Code", "GatedRepo"), "is gated on the hub");
        refused(404, Map.of("X-Error-Code", "RevisionNotFound"), "has no revision main");
        refused(429, Map.of("Retry-After", "3600"), "it asks to wait 3600 s");
        refused(500, Map.of(), "answers 500");
        assertNothingButParts();
    }

    private void refused(int status, Map<String, String> headers, String reason) {
        hub.status = status;
        hub.headers = headers;
        hub.failures.set(1000);
        assertThatThrownBy(() -> download(null)).as("%s", status).hasMessageContaining(reason);
        hub.failures.set(0);
    }

    @Test
    void aHubThatAsksToWaitAMomentIsWaitedFor() {
        hub.status = 429;
        hub.headers = Map.of("Retry-After", "1");
        hub.failures.set(1);
        long start = System.nanoTime();
        download(null);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aModelThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> new HubDownload(hub.address(null), SHORT)
                        .into(target, folder.resolve("parts"), new ModelId("org/none", "main"), listener))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("there is no model org/none");
    }

    @Test
    void aCancelledDownloadEnds() {
        cancelled = true;
        assertThatThrownBy(() -> download(null)).isInstanceOf(CancelledException.class);
    }

    @Test
    void theCacheIsFoundAndReadAsTheHubsLibraryWritesIt() throws IOException {
        Path home = folder.resolve("hub/models--org--tiny");
        Path snapshot = Files.createDirectories(home.resolve("snapshots/" + LocalHub.COMMIT));
        Files.createDirectories(home.resolve("refs"));
        Files.writeString(home.resolve("refs/main"), LocalHub.COMMIT);
        Files.writeString(snapshot.resolve("config.json"), "{}");
        HubCache cache = HubCache.of(Map.of("HF_HOME", folder.toString()));
        assertThat(cache.models()).containsOnlyKeys("org/tiny");
        assertThat(cache.models().get("org/tiny")).containsExactly("main", LocalHub.COMMIT);
        assertThat(cache.snapshot(new ModelId("org/tiny", "main"))).isEqualTo(snapshot);
        assertThatThrownBy(() -> cache.snapshot(new ModelId("org/tiny", "v2"))).isInstanceOf(NotFoundException.class);
        assertThat(HubCache.of(Map.of("HF_HUB_CACHE", "/c", "HF_HOME", "/h")).folder())
                .isEqualTo(Path.of("/c"));
    }
}
