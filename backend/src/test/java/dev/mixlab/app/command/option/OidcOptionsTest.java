package dev.mixlab.app.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Role;
import dev.mixlab.web.account.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the options of an OpenID Connect issuer mean, and which of them are refused. */
class OidcOptionsTest {

    private static final String ISSUER = "https://login.example.org/realms/lab/";

    @TempDir
    private Path folder;

    private static OidcOptions parse(String... options) {
        OidcOptions parsed = new OidcOptions();
        CommandSpec command = CommandSpec.create().addMixin("oidc", CommandSpec.forAnnotatedObject(parsed));
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        return parsed;
    }

    private static void refused(String start, String... options) {
        assertThatThrownBy(() -> parse(options).settings(Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(start);
    }

    @Test
    void theSecretComesFromAFileOrTheEnvironmentAndIsShownNowhere() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");
        OidcSettings settings = Objects.requireNonNull(parse(
                        "--oidc-issuer",
                        ISSUER,
                        "--oidc-client-id",
                        "mixlab",
                        "--oidc-secret-file",
                        file.toString(),
                        "--oidc-role",
                        "member",
                        "--oidc-allowed-domain",
                        "Example.org,lab.example.org")
                .settings(Map.of(OidcOptions.SECRET, "another")));
        assertThat(settings.secret()).isEqualTo("s3cret");
        assertThat(settings.issuer()).isEqualTo(URI.create("https://login.example.org/realms/lab"));
        assertThat(settings.role()).isEqualTo(Role.MEMBER);
        assertThat(settings.domains()).containsExactly("example.org", "lab.example.org");
        assertThat(settings.toString()).doesNotContain("s3cret");

        OidcSettings usual = Objects.requireNonNull(parse("--oidc-issuer", ISSUER, "--oidc-client-id", "mixlab")
                .settings(Map.of(OidcOptions.SECRET, "another")));
        assertThat(usual.secret()).isEqualTo("another");
        assertThat(usual.role()).isEqualTo(Role.VIEWER);
        assertThat(parse().settings(Map.of(OidcOptions.SECRET, "another"))).isNull();
    }

    @Test
    void whatCannotBeIsRefusedInOneSentence() throws IOException {
        String empty = Files.createFile(folder.resolve("empty")).toString();
        refused("--oidc-issuer: the other options", "--oidc-client-id", "mixlab");
        refused("--oidc-client-id", "--oidc-issuer", ISSUER);
        refused("--oidc-issuer 'http://login", "--oidc-issuer", "http://login.example.org", "--oidc-client-id", "x");
        refused("--oidc-issuer: the address", "--oidc-issuer", "https://login example", "--oidc-client-id", "x");
        refused("--oidc-issuer 'https://", "--oidc-issuer", "https://user:word@example.org", "--oidc-client-id", "x");
        refused("--oidc-role admin", "--oidc-issuer", ISSUER, "--oidc-client-id", "x", "--oidc-role", "admin");
        refused(
                "--oidc-allowed-domain '@",
                "--oidc-issuer",
                ISSUER,
                "--oidc-client-id",
                "x",
                "--oidc-allowed-domain",
                "@example.org");
        refused("--oidc-secret-file", "--oidc-issuer", ISSUER, "--oidc-client-id", "x", "--oidc-secret-file", empty);
        refused(
                "--oidc-secret-file",
                "--oidc-issuer",
                ISSUER,
                "--oidc-client-id",
                "x",
                "--oidc-secret-file",
                empty + "-not-there");
    }
}
