package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mixlab.common.AtOnce;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.blimp.BlimpDownload;
import dev.mixlab.data.blimp.BlimpFolder;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.store.Database;
import dev.mixlab.store.catalogue.DataSetRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlimpLibraryTest {

    @Test
    void aFolderIsStoredOnceHoweverOftenItIsRead(@TempDir Path folder) throws IOException {
        BlimpFolder.write(folder);
        try (Database database = Database.inMemory()) {
            DataSetRepository dataSets = new DataSetRepository(database, Clock.systemUTC());
            BlimpLibrary library = new BlimpLibrary(dataSets, BlimpDownload.PUBLISHED, folder);
            DataSet first = library.read(folder, null);
            assertThat(first.train() + first.test()).isEqualTo(4 * 8 + 8);
            assertThat(library.read(folder, null)).isEqualTo(first);
            assertThat(dataSets.list()).containsExactly(first);
        }
    }

    @Test
    void otherContentIsADataSetWithANameOfItsOwn(@TempDir Path folder) throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Path third = Files.createDirectories(folder.resolve("more/second"));
        BlimpFolder.write(first);
        BlimpFolder.write(second);
        BlimpFolder.write(third);
        change(second, "Ann", "Eve");
        change(third, "Ann", "Lea");
        try (Database database = Database.inMemory()) {
            DataSetRepository dataSets = new DataSetRepository(database, Clock.systemUTC());
            BlimpLibrary library = new BlimpLibrary(dataSets, BlimpDownload.PUBLISHED, folder);

            List<DataSet> sets =
                    List.of(library.read(first, null), library.read(second, null), library.read(third, null));

            String last = sets.get(2).sha256().substring(0, 8);
            assertThat(sets)
                    .extracting(DataSet::id)
                    .containsExactly("blimp", "blimp-" + sets.get(1).sha256().substring(0, 8), "blimp-" + last);
            assertThat(sets)
                    .extracting(DataSet::name)
                    .containsExactly(
                            "BLiMP number agreement",
                            "BLiMP number agreement, second",
                            "BLiMP number agreement, second (" + last + ")");
            assertThat(library.read(second, null)).isEqualTo(sets.get(1));
            assertThat(dataSets.list()).containsExactlyElementsOf(sets);
            assertThat(dataSets.open(sets.get(1).id()).examples())
                    .anyMatch(example -> example.sentence().words().contains("Eve"));
        }
    }

    @Test
    void whatManyAddAtOnceIsStoredOnce(@TempDir Path folder) throws Exception {
        List<Path> sources = List.of(folder.resolve("first"), folder.resolve("second"));
        for (Path source : sources) {
            BlimpFolder.write(Files.createDirectory(source));
        }
        change(sources.get(1), "Ann", "Eve");
        try (Database database = Database.open(folder.resolve("database"))) {
            DataSetRepository dataSets = new DataSetRepository(database, Clock.systemUTC());
            BlimpLibrary library = new BlimpLibrary(dataSets, BlimpDownload.PUBLISHED, folder);

            List<DataSet> answers = AtOnce.all(24, client -> library.read(sources.get(client % 2), null));

            assertThat(dataSets.list()).hasSize(2).containsAll(answers);
            assertThat(answers).extracting(DataSet::id).contains("blimp").allMatch(id -> id.startsWith("blimp"));
        }
    }

    private static void change(Path folder, String from, String to) throws IOException {
        for (Paradigm paradigm : Paradigm.values()) {
            Path file = folder.resolve(BlimpReader.fileName(paradigm));
            Files.writeString(file, Files.readString(file).replace(from, to));
        }
    }

    @Test
    void filesThatAreNotThePublishedOnesAreNotStored(@TempDir Path folder) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        other.start();
        try (Database database = Database.inMemory()) {
            DataSetRepository dataSets = new DataSetRepository(database, Clock.systemUTC());
            URI address = URI.create(
                    "http://localhost:%s/".formatted(other.getAddress().getPort()));
            BlimpLibrary library = new BlimpLibrary(dataSets, address, folder);
            assertThatThrownBy(() -> library.download(null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("SHA-256");
            assertThat(dataSets.list()).isEmpty();
        } finally {
            other.stop(0);
        }
    }
}
