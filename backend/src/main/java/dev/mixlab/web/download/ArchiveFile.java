package dev.mixlab.web.download;

import dev.mixlab.web.http.Json;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip in the making, all of whose files lie in one folder. The same content gives the same bytes. */
final class ArchiveFile {

    private static final LocalDateTime TIME_OF_ENTRIES = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final String folder;

    /** The stream stays open. */
    ArchiveFile(OutputStream out, String folder) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.folder = folder;
    }

    void text(String path, String content) throws IOException {
        start(path, Deflater.DEFAULT_COMPRESSION);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    void json(String path, Object content) throws IOException {
        start(path, Deflater.DEFAULT_COMPRESSION);
        zip.write(Json.pretty(content));
        zip.closeEntry();
    }

    /** A table of comma-separated values (RFC 4180), line by line. */
    void csv(String path, List<String> header, Stream<List<?>> rows) throws IOException {
        start(path, Deflater.DEFAULT_COMPRESSION);
        zip.write(line(header));
        for (var row = rows.iterator(); row.hasNext(); ) {
            zip.write(line(row.next()));
        }
        zip.closeEntry();
    }

    private static byte[] line(List<?> fields) {
        return (fields.stream().map(ArchiveFile::field).collect(Collectors.joining(",")) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String field(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "";
        }
        String text = String.valueOf(value);
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Tensors that are fetched by name one after the other. */
    void tensors(String path, List<TensorInfo> infos, Function<String, Tensor> fetch, Map<String, String> metadata)
            throws IOException {
        start(path, Deflater.NO_COMPRESSION);
        SafetensorsWriter.write(zip, infos, fetch, metadata);
        zip.closeEntry();
    }

    void finish() throws IOException {
        zip.finish();
    }

    private void start(String path, int level) throws IOException {
        ZipEntry entry = new ZipEntry(folder + "/" + path);
        entry.setTimeLocal(TIME_OF_ENTRIES);
        zip.setLevel(level);
        zip.putNextEntry(entry);
    }
}
