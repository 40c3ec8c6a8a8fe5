package dev.mixlab.data.blimp;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.Sha256;
import dev.mixlab.data.Paradigm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads the five published files of BLiMP (Warstadt et al. 2020, CC BY 4.0). A file is moved to its place only when it is complete
 * and has the published SHA-256. Existing files with that hash are not downloaded again.
 */
public final class BlimpDownload {

    /** Address of the raw files of the public repository, at the commit to which {@link #SHA256} belongs. */
    public static final URI PUBLISHED = URI.create(
            "https://raw.githubusercontent.com/alexwarstadt/blimp/3e56b06fcabca9b30822fc66435fca6b1aa40bb1/data/");

    /** SHA-256 of the published files. */
    public static final Map<Paradigm, String> SHA256 = Map.of(
            Paradigm.ANAPHOR, "05c16b8bfe4feb5b3552dc2c53d1742ce0c91d9a1c896684335bdddd4373cc9b",
            Paradigm.DETERMINER_NOUN, "8ae7eff7c7bd384ff5ef3113984834f4d78b34559203aa9d5cb14ea8394291a9",
            Paradigm.DETERMINER_ADJECTIVE_NOUN, "8d2828d7dfbfc3f7191024514060fedb033ea2e232304f63448c33051a85d2b3",
            Paradigm.DISTRACTOR_RELATIONAL_NOUN, "37c1553f4c6594b162256edce0f6b40bad1898b311c8aaa69605b526b6494a34",
            Paradigm.SUBJECT_VERB, "1a18d94062c8e792c0a200a3b00dff0e051a92bb084c05e9b5e5c73bee32a620");

    private static final int LARGEST = 8 << 20;

    private final URI base;
    private final Map<Paradigm, String> hashes;
    private final Duration patience;

    /** Creates a download of the published files from another address. */
    public BlimpDownload(URI base) {
        this(base, SHA256, Duration.ofSeconds(60));
    }

    /**
     * Creates a download of files from an address.
     *
     * @param base http or https address of the folder with the files
     * @param hashes required SHA-256 of each file
     * @param patience time limit for one file
     */
    BlimpDownload(URI base, Map<Paradigm, String> hashes, Duration patience) {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidInputException("%s: the address of BLiMP must begin with http or https".formatted(base));
        }
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
        this.hashes = Map.copyOf(hashes);
        this.patience = patience;
    }

    /**
     * Downloads the missing files into a folder, which is created if it does not exist.
     *
     * @return the files that were downloaded
     * @throws InvalidInputException if a file cannot be downloaded or does not have the required hash
     */
    public List<Path> into(Path folder) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        List<Path> downloaded = new ArrayList<>();
        for (Paradigm paradigm : Paradigm.values()) {
            Path file = folder.resolve(BlimpReader.fileName(paradigm));
            if (!isPublished(file, paradigm)) {
                place(file, checked(get(client, base.resolve(BlimpReader.fileName(paradigm))), paradigm));
                downloaded.add(file);
            }
        }
        return downloaded;
    }

    private boolean isPublished(Path file, Paradigm paradigm) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && Sha256.hex(Files.readAllBytes(file)).equals(hashes.get(paradigm));
        } catch (IOException e) {
            throw new InvalidInputException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    private byte[] get(HttpClient client, URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(patience).build();
        try {
            HttpResponse<byte[]> response = client.sendAsync(request, answer -> new LimitedBody(LARGEST))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new InvalidInputException(
                        "%s: the server answers %s; %s".formatted(address, response.statusCode(), wayOut()));
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new InvalidInputException(
                    "%s: cannot be downloaded: %s; %s".formatted(address, e.getCause(), wayOut()), e);
        } catch (TimeoutException e) {
            throw new InvalidInputException(
                    "%s: not downloaded within %s s; %s".formatted(address, patience.toSeconds(), wayOut()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the download of BLiMP was stopped", e);
        }
    }

    private static String wayOut() {
        return "check the network, or name a folder that holds the files";
    }

    private byte[] checked(byte[] bytes, Paradigm paradigm) {
        String hash = Sha256.hex(bytes);
        if (!hash.equals(hashes.get(paradigm))) {
            throw new InvalidInputException("%s: SHA-256 must be %s as published, not %s"
                    .formatted(base.resolve(BlimpReader.fileName(paradigm)), hashes.get(paradigm), hash));
        }
        return bytes;
    }

    private static void place(Path file, byte[] bytes) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, ".download-", ".part");
            try {
                Files.write(part, bytes);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new InvalidInputException("%s: cannot be written: %s".formatted(file, e), e);
        }
    }
}
