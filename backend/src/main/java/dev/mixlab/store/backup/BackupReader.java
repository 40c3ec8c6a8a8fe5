package dev.mixlab.store.backup;

import static dev.mixlab.common.StrictMapper.JSON;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.Sha256;
import dev.mixlab.store.backup.BackupContent.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Checks backups, and makes data folders of them. */
public final class BackupReader {

    /** A manifest of a hundred thousand training states has fewer bytes. */
    private static final int LONGEST_MANIFEST = 32 << 20;

    private final Path file;

    /** A reader of a backup. */
    public BackupReader(Path file) {
        this.file = file;
    }

    /**
     * Reads the whole backup and compares every file in it with its SHA-256.
     *
     * @return the bytes of these files
     * @throws InvalidInputException if it is no backup, or damaged
     */
    public long verify() {
        return read((part, content) -> content.transferTo(OutputStream.nullOutputStream()));
    }

    /**
     * Makes a data folder of the backup. It has its name only once all of it was written and compared with the SHA-256s.
     *
     * @param folder is not there yet, or empty
     * @return the bytes that were written
     * @throws InvalidInputException if the folder has anything in it, or the backup is none or damaged
     */
    public long restore(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        requireEmpty(target);
        Path part = target.resolveSibling(target.getFileName() + ".restore-part");
        requireEmpty(part);
        try {
            Files.createDirectories(part);
            long bytes = read((entry, content) -> write(content, part.resolve(entry.name())));
            Files.deleteIfExists(target);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } catch (IOException failure) {
            throw new InvalidInputException("%s cannot be written: %s".formatted(target, failure), failure);
        } finally {
            delete(part);
        }
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isEmpty()) {
                return;
            }
        } catch (IOException noFolder) {
            throw new InvalidInputException("%s is no folder that can be read".formatted(folder), noFolder);
        }
        throw new InvalidInputException(
                "%s is not empty: name a folder that is not there yet, since nothing is overwritten".formatted(folder));
    }

    private static void write(InputStream content, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(content, to);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException leftBehind) {
            // the folder's name says what it is
        }
    }

    /** Reads the content of an entry to its end. */
    @FunctionalInterface
    private interface Reading {
        void accept(Part part, InputStream content) throws IOException;
    }

    private long read(Reading reading) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long bytes = 0;
            for (Part part : content(zip).files()) {
                bytes += read(zip, part, reading);
            }
            return bytes;
        } catch (IOException failure) {
            throw new InvalidInputException(
                    "%s is no backup that can be read: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    private BackupContent content(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupContent.NAME);
        if (entry == null || entry.getSize() > LONGEST_MANIFEST) {
            throw new InvalidInputException(
                    "%s is no backup of mixlab: it has no %s".formatted(file, BackupContent.NAME));
        }
        BackupContent content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = JSON.readValue(in.readNBytes(LONGEST_MANIFEST), BackupContent.class);
        }
        if (content.format() != BackupContent.FORMAT) {
            throw new InvalidInputException("%s is a backup of format %s, and this version of mixlab reads format %s"
                    .formatted(file, content.format(), BackupContent.FORMAT));
        }
        requireWhole(zip, content);
        return content;
    }

    private void requireWhole(ZipFile zip, BackupContent content) {
        List<String> named = content.files().stream().map(Part::name).sorted().toList();
        List<String> there = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.equals(BackupContent.NAME))
                .sorted()
                .toList();
        if (!named.equals(there)
                || !named.contains(BackupContent.DATABASE)
                || !named.stream().allMatch(BackupContent::isPart)) {
            throw damaged("its files are not those that it names");
        }
    }

    private long read(ZipFile zip, Part part, Reading reading) throws IOException {
        ZipEntry entry = zip.getEntry(part.name());
        try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), Sha256.digest())) {
            reading.accept(part, in);
            String found = Sha256.hex(in.getMessageDigest());
            if (!found.equals(part.sha256()) || entry.getSize() != part.bytes()) {
                throw damaged("%s has the SHA-256 %s and not %s".formatted(part.name(), found, part.sha256()));
            }
        }
        return part.bytes();
    }

    private InvalidInputException damaged(String how) {
        return new InvalidInputException("the backup %s is damaged: %s".formatted(file, how));
    }
}
