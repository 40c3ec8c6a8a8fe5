package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.blimp.BlimpDownload;
import dev.mixlab.data.blimp.BlimpFolder;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.store.Database;
import dev.mixlab.store.catalogue.DataSetRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlimpLibraryTest {

    @Test
    void aFolderIsStoredOnceHoweverOftenItIsRead(@TempDir Path folder) throws IOException {
        BlimpFolder.write(folder);
        try (Database database = Database.inMemory()) {
            DataSetRepository dataSets = new DataSetRepository(database, Clock.systemUTC());
            BlimpLibrary library = new BlimpLibrary(dataSets, BlimpDownload.PUBLISHED, folder);
            DataSet first = library.read(folder);
            assertThat(first.train() + first.test()).isEqualTo(4 * 8 + 8);
            assertThat(library.read(folder)).isEqualTo(first);
            assertThat(dataSets.list()).containsExactly(first);
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
            assertThatThrownBy(library::download)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("SHA-256");
            assertThat(dataSets.list()).isEmpty();
        } finally {
            other.stop(0);
        }
    }
}
