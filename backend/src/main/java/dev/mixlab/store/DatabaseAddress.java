package dev.mixlab.store;

import dev.mixlab.common.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who opens it.
 *
 * @param url JDBC's address, without user and password
 * @param user who opens it; null where the address or the driver's defaults say so
 * @param password that user's; null where the driver's file of passwords has it, or none is needed
 * @param application what the server calls the connections of this process
 */
public record DatabaseAddress(
        String url, @Nullable String user, @Nullable String password, String application) {

    private static final String APPLICATION = "mixlab";

    /** How the connections of a process that executes runs are called, with its number of slots. */
    private static final Pattern WITH_SLOTS = Pattern.compile(APPLICATION + " [0-9a-f]{8}, slots: (\\d{1,4})");

    private static final String JDBC = "jdbc:postgresql:";
    private static final String FORM =
            "a database's address has the form postgresql://user@host:port/name, or jdbc:postgresql:... as the driver reads it";

    /**
     * Reads an address.
     *
     * @param text postgresql://user:password@host:port/name?option=value or jdbc:postgresql:...
     * @param password the password, before one in the text; null for that one
     * @throws InvalidInputException if it is no address of PostgreSQL; the message has no password
     */
    public static DatabaseAddress parse(String text, @Nullable String password) {
        if (text.startsWith(JDBC)) {
            return new DatabaseAddress(text, null, password, APPLICATION);
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException failure) {
            throw new InvalidInputException("--database: %s; the one here is not an address (%s, at character %s)"
                    .formatted(FORM, failure.getReason(), failure.getIndex() + 1));
        }
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
            throw new InvalidInputException("--database: %s; '%s' is another kind".formatted(FORM, scheme));
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new InvalidInputException("--database: %s; the one here lacks a host or a name".formatted(FORM));
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] person = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new DatabaseAddress(
                "%s//%s%s%s%s".formatted(JDBC, uri.getHost(), port, uri.getRawPath(), options),
                person.length > 0 ? decoded(person[0]) : null,
                password == null && person.length > 1 ? decoded(person[1]) : password,
                APPLICATION);
    }

    /** Returns the same address for a process that executes so many runs at a time, which its connections tell all others. */
    public DatabaseAddress withSlots(int slots) {
        String process = UUID.randomUUID().toString().substring(0, 8);
        return new DatabaseAddress(url, user, password, "%s %s, slots: %s".formatted(APPLICATION, process, slots));
    }

    /** Returns the slots of the process whose connections are called so; 0 for any other. */
    public static int slots(String application) {
        Matcher named = WITH_SLOTS.matcher(application);
        return named.matches() ? Integer.parseInt(named.group(1)) : 0;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns what the driver is told beside the address. */
    Properties properties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", application);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** Returns the address without its options, which may have a password. */
    @Override
    public String toString() {
        return url.substring("jdbc:".length()).replaceAll("\\?.*", "");
    }
}
