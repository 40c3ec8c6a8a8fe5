package dev.mixlab.app.command.option;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Role;
import dev.mixlab.web.account.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a server whose people sign in at an OpenID Connect issuer. */
public final class OidcOptions {

    static final String SECRET = "MIXLAB_OIDC_SECRET";

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description =
                    "OpenID Connect issuer at which people can sign in, such as https://login.example.org/realms/lab;"
                            + " people need accounts then (none).")
    private @Nullable String issuer;

    @Option(
            names = "--oidc-client-id",
            paramLabel = "ID",
            description =
                    "The id by which the issuer knows this server; its secret, if there is one, stands in the file of"
                            + " --oidc-secret-file or in " + SECRET + ".")
    private @Nullable String clientId;

    @Option(
            names = "--oidc-secret-file",
            paramLabel = "FILE",
            description = "File that has the secret of the client and nothing else (the environment's " + SECRET + ").")
    private @Nullable Path secretFile;

    @Option(
            names = "--oidc-role",
            paramLabel = "ROLE",
            defaultValue = "viewer",
            description = "Role of a person who signs in for the first time: viewer or member (${DEFAULT-VALUE}).")
    private Role role = Role.VIEWER;

    @Option(
            names = "--oidc-allowed-domain",
            paramLabel = "DOMAIN",
            split = ",",
            description =
                    "Domain of the verified e-mail addresses that may sign in at the issuer; may be repeated (all).")
    private List<String> domains = List.of();

    /**
     * Returns what the options say; null without an issuer.
     *
     * @param environment the variables of the process
     * @throws InvalidInputException if one cannot be, or the file cannot be read
     */
    public @Nullable OidcSettings settings(Map<String, String> environment) {
        if (issuer == null) {
            if (clientId != null || secretFile != null || !domains.isEmpty()) {
                throw new InvalidInputException(
                        "--oidc-issuer: the other options of --oidc need the issuer that they are about");
            }
            return null;
        }
        if (clientId == null) {
            throw new InvalidInputException(
                    "--oidc-client-id: --oidc-issuer needs the id by which the issuer knows this server");
        }
        return new OidcSettings(address(issuer), clientId, secret(environment), role, domains);
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new InvalidInputException(
                    "--oidc-issuer: the address cannot be read: " + malformed.getReason(), malformed);
        }
    }

    private @Nullable String secret(Map<String, String> environment) {
        String secret = secretFile == null ? environment.get(SECRET) : read(secretFile);
        if (secret != null && secret.isBlank()) {
            throw new InvalidInputException("%s: the secret is empty"
                    .formatted(secretFile == null ? SECRET : "--oidc-secret-file " + secretFile));
        }
        return secret == null ? null : secret.strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new InvalidInputException("--oidc-secret-file %s cannot be read".formatted(file), unreadable);
        }
    }
}
