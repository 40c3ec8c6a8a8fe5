package dev.mixlab.app.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.command.FolderServer;
import dev.mixlab.app.server.Application;
import dev.mixlab.app.server.RunningServerFile;
import dev.mixlab.app.server.WebServer;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import dev.mixlab.web.Observation;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.account.AccessControl;
import dev.mixlab.web.guard.TrustedProxies;
import dev.mixlab.web.http.access.BasePath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of a folder that a server has open, asked for by whoever can read the folder. */
class ServedAccountsTest {

    @TempDir
    private Path folder;

    @Test
    void theServerMakesAddressesAndEnablesAccounts() throws Exception {
        try (Application application = Application.open(
                new Application.Settings(folder, 1, URI.create("http://localhost:1/"), MachineBudget.ofMachine()))) {
            AccessControl access = application.access(true);
            try (WebServer server = WebServer.start(
                    new WebServer.Place("localhost", 0),
                    new WebServer.Hosts(List.of(), List.of()),
                    new Proxying(BasePath.of("/mixlab"), TrustedProxies.of(List.of())),
                    new WebServer.Guarded(application.operations(access), access.gate()),
                    application.observation("localhost", Observation.NO_PORT))) {
                RunningServerFile.write(folder, server.address(), application.folderKey());
                FolderAccounts accounts = new ServedAccounts(FolderServer.of(folder, new ConflictException("open")));

                assertThat(accounts.create("mel", Role.MEMBER).address()).startsWith(server.address() + "/invitation#");
                List<Account> listed = accounts.list();
                assertThat(listed).hasSize(1);
                Account mel = listed.get(0);
                assertThat(List.of(mel.name(), mel.role(), mel.hasPassword()))
                        .isEqualTo(List.of("mel", Role.MEMBER, false));
                assertThat(accounts.invite(mel).expiresAt()).isAfter(mel.createdAt());
                accounts.enable(mel);
                assertThatThrownBy(() -> accounts.create("mel", Role.ADMIN))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(server.address().toString())
                        .hasMessageContaining("mel");
                assertThat(cookie(server, application.folderKey()))
                        .startsWith(
                                "mixlab_session_%s=;".formatted(server.address().getPort()))
                        .contains("Path=/mixlab/;");
            }
        }
    }

    /** The header by which signing out deletes the cookie of the session. */
    private static String cookie(WebServer server, String key) throws IOException, InterruptedException {
        HttpRequest signOut = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/session"))
                .header("Mixlab-Folder-Key", key)
                .DELETE()
                .build();
        return HttpClient.newHttpClient()
                .send(signOut, BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
    }
}
