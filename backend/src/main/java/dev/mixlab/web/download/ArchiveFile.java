package dev.mixlab.web.download;

import dev.mixlab.common.ZipFolder;
import dev.mixlab.web.http.Json;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes the files of an archive, by kind, into one folder of a zip. The same content gives the same bytes. */
final class ArchiveFile {

    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r]");

    /** One number or several with blanks between them, such as indices of which some are -1. */
    private static final Pattern NUMBERS = Pattern.compile("[+-]?\\d[\\d.eE+-]*(?: [+-]?\\d[\\d.eE+-]*)*");

    private final ZipFolder zip;

    /** Begins an archive; the stream stays open. */
    ArchiveFile(OutputStream out, String folder) {
        this.zip = new ZipFolder(out, folder);
    }

    void text(String path, String content) throws IOException {
        zip.compressed(path, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    void json(String path, Object content) throws IOException {
        zip.compressed(path, out -> out.write(Json.pretty(content)));
    }

    /** Adds a table of comma-separated values (RFC 4180), line by line; a number that is not finite is left empty. */
    void csv(String path, List<String> header, Stream<List<?>> rows) throws IOException {
        zip.compressed(path, out -> {
            CSVPrinter table = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180);
            table.printRecord(header);
            for (var row = rows.iterator(); row.hasNext(); ) {
                table.printRecord(row.next().stream().map(ArchiveFile::cell));
            }
            table.flush();
        });
    }

    /** An apostrophe keeps spreadsheets from computing a text that looks like a formula; numbers stay as they are. */
    static @Nullable Object cell(Object value) {
        if (value instanceof String text
                && FORMULA.matcher(text).lookingAt()
                && !NUMBERS.matcher(text).matches()) {
            return "'" + text;
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** Adds a file that is compressed by gzip, as readers of tables take it; what writes it leaves the stream open. */
    void gzip(String path, ZipFolder.Content content) throws IOException {
        zip.plain(path, out -> gzip(out, content));
    }

    /** Compresses content by gzip; the stream stays open. */
    static void gzip(OutputStream out, ZipFolder.Content content) throws IOException {
        GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
        content.writeTo(compressed);
        compressed.finish();
    }

    /** Adds tensors, which are fetched by name one after the other. */
    void tensors(String path, List<TensorInfo> infos, Function<String, Tensor> fetch, Map<String, String> metadata)
            throws IOException {
        zip.plain(path, out -> SafetensorsWriter.write(out, infos, fetch, metadata));
    }

    void finish() throws IOException {
        zip.finish();
    }
}
