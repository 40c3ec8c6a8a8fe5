package dev.mixlab.app.client;

import dev.mixlab.common.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the wheel of the Python client, a zip that pip installs (PEP 427, core metadata 2.1). The build runs it, so that no Python is
 * needed to build. Entries are stored, not compressed, and carry one fixed time: the same client gives the same bytes.
 */
public final class PythonWheel {

    private static final String MODULE = "mixlab.py";
    private static final LocalDateTime TIME_OF_ENTRIES = LocalDateTime.of(1980, 1, 1, 0, 0);

    private PythonWheel() {}

    /**
     * Writes the wheel.
     *
     * @param arguments the module's file, the version of the program, and the folder to write to
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]));
    }

    /**
     * Writes the wheel into a folder, which is made if it is not there, and returns its path.
     *
     * @throws InvalidInputException if the module says another version than that of the program
     */
    public static Path write(Path module, String version, Path folder) throws IOException {
        byte[] code = Files.readAllBytes(module);
        String said = "__version__ = \"%s\"".formatted(version);
        if (new String(code, StandardCharsets.UTF_8).lines().noneMatch(said::equals)) {
            throw new InvalidInputException(
                    "%s has another version than the program; it needs the line %s".formatted(module, said));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        String about = "mixlab-%s.dist-info/".formatted(version);
        files.put(MODULE, code);
        files.put(about + "METADATA", text(metadata(version)));
        files.put(about + "WHEEL", text("""
                Wheel-Version: 1.0
                Generator: mixlab (%s)
                Root-Is-Purelib: true
                Tag: py3-none-any
                """.formatted(version)));
        files.put(about + "RECORD", text(record(files, about + "RECORD")));
        Files.createDirectories(folder);
        return Files.write(folder.resolve("mixlab-%s-py3-none-any.whl".formatted(version)), zip(files));
    }

    private static String metadata(String version) {
        return """
                Metadata-Version: 2.1
                Name: mixlab
                Version: %s
                Summary: A client of mixlab, which measures context mixing in masked language models
                License: Apache-2.0
                Requires-Python: >=3.8
                Description-Content-Type: text/plain

                One file that needs nothing but the standard library; pandas and NumPy are used where they are installed.
                """.formatted(version);
    }

    /** A line for each file with its hash and size; the record itself has neither. */
    private static String record(Map<String, byte[]> files, String own) {
        StringBuilder record = new StringBuilder();
        files.forEach(
                (path, content) -> record.append("%s,sha256=%s,%s\n".formatted(path, hash(content), content.length)));
        return record.append(own).append(",,\n").toString();
    }

    private static String hash(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                store(zip, file.getKey(), file.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void store(ZipOutputStream zip, String path, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(TIME_OF_ENTRIES);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
