package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.Paradigm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlimpDownloadTest {

    @TempDir
    private Path published;

    @TempDir
    private Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<Paradigm, String> hashes = new EnumMap<>(Paradigm.class);
    private HttpServer server;
    private URI base;

    @BeforeEach
    void serve() throws Exception {
        BlimpFolder.write(published);
        for (Paradigm paradigm : Paradigm.values()) {
            byte[] bytes = Files.readAllBytes(published.resolve(BlimpReader.fileName(paradigm)));
            hashes.put(
                    paradigm,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/data/".length());
            asked.add(name);
            byte[] bytes =
                    Files.exists(published.resolve(name)) ? Files.readAllBytes(published.resolve(name)) : new byte[0];
            exchange.sendResponseHeaders(bytes.length > 0 ? 200 : 404, bytes.length > 0 ? bytes.length : -1);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFiveFilesArePlacedAndCanBeRead() throws IOException {
        Path target = folder.resolve("new/blimp");

        assertThat(download().into(target)).hasSize(5);

        assertThat(BlimpReader.read(target)).isEqualTo(BlimpReader.read(published));
        assertThat(names(target)).hasSize(5).allMatch(name -> name.endsWith(".jsonl"));
    }

    @Test
    void filesThatAreThereAreNotAskedForAgainAndDamagedOnesAreReplaced() throws IOException {
        download().into(folder);
        asked.clear();
        Path damaged = folder.resolve(BlimpReader.fileName(Paradigm.SUBJECT_VERB));
        Files.writeString(damaged, "damaged");

        assertThat(download().into(folder)).containsExactly(damaged);

        assertThat(asked).containsExactly("regular_plural_subject_verb_agreement_1.jsonl");
        assertThat(damaged).hasSameTextualContentAs(published.resolve(damaged.getFileName()));
    }

    @Test
    void aFileWithAnotherHashIsNotPlaced() throws IOException {
        Files.writeString(published.resolve("determiner_noun_agreement_2.jsonl"), "changed");

        assertThatThrownBy(() -> download().into(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/data/determiner_noun_agreement_2.jsonl: SHA-256 must be "
                        + hashes.get(Paradigm.DETERMINER_NOUN));
        assertThat(names(folder)).containsExactly("anaphor_number_agreement.jsonl");
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() throws IOException {
        Files.write(published.resolve("anaphor_number_agreement.jsonl"), new byte[(8 << 20) + 1]);

        assertThatThrownBy(() -> download().into(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be downloaded")
                .hasMessageContaining("more than 8388608 bytes");
    }

    @Test
    void aServerWithoutTheFileIsNamed() throws IOException {
        Files.delete(published.resolve("anaphor_number_agreement.jsonl"));

        assertThatThrownBy(() -> download().into(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(base + "/anaphor_number_agreement.jsonl: the server answers 404")
                .hasMessageContaining("name a folder");
    }

    @Test
    void aNetworkThatFailsIsSaidSo() throws IOException {
        server.stop(0);

        assertThatThrownBy(() -> download().into(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(base + "/anaphor_number_agreement.jsonl: cannot be downloaded")
                .hasMessageContaining("check the network");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aServerThatStallsIsGivenUp() {
        server.removeContext("/data/");
        server.createContext("/data/", exchange -> exchange.sendResponseHeaders(200, 100));

        assertThatThrownBy(() -> new BlimpDownload(base, hashes, Duration.ofMillis(400)).into(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("anaphor_number_agreement.jsonl");
    }

    @Test
    void onlyWebAddressesAreAsked() {
        assertThatThrownBy(() -> new BlimpDownload(published.toUri()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must begin with http or https");
    }

    private BlimpDownload download() {
        return new BlimpDownload(base, hashes, Duration.ofSeconds(20));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
