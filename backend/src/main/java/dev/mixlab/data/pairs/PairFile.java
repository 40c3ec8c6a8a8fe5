package dev.mixlab.data.pairs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.data.FileLine;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file of minimal pairs.
 *
 * @param name the file's name, without its folder
 * @param format its format
 * @param header its columns in their order; of JSON lines, all fields that occur
 * @param columns the columns that are read
 * @param rows its rows, also those that cannot be taken apart
 */
record PairFile(String name, PairFormat format, List<String> header, PairColumns columns, List<RawRow> rows) {

    /** Returns which column is missing that every file needs, as a whole sentence; nothing if none is. */
    Optional<String> missing() {
        return columns.missing(name, header);
    }

    /** Most rows of a file. */
    static final int MOST_ROWS = 200_000;

    /** Columns of JSON lines are gathered from so many rows at the most. */
    private static final int MOST_FIELDS = 200;

    /**
     * Reads a file.
     *
     * @param format null: told by the name and the first line
     * @throws InvalidInputException if it is not UTF-8, is empty, or has too many rows, or a chosen column is not there
     */
    static PairFile read(Path file, String name, @Nullable PairFormat format, Map<PairColumn, String> chosen) {
        String text = text(file, name);
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.isEmpty()) {
            throw new InvalidInputException("%s: the file is empty".formatted(name));
        }
        PairFormat known = format == null ? PairFormat.of(name, first) : format;
        return known == PairFormat.JSONL ? jsonLines(text, name, chosen) : table(text, name, known, chosen);
    }

    private static String text(Path file, String name) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0x1FD && bytes[0] != bytes[1]) {
                throw new InvalidInputException(
                        "%s: must be UTF-8, and not UTF-16; save the file as UTF-8".formatted(name));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("%s: cannot be read as UTF-8; save the file as UTF-8".formatted(name), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Line(
            int number, @Nullable JsonNode node, @Nullable String fault) {}

    private static PairFile jsonLines(String text, String name, Map<PairColumn, String> chosen) {
        List<Line> lines = new ArrayList<>();
        Set<String> header = new LinkedHashSet<>();
        int number = 0;
        for (String content : text.split("\\r\\n|\\n|\\r", -1)) {
            number++;
            if (!content.isBlank() && !content.equals("\uFEFF")) {
                require(name, lines.size() < MOST_ROWS);
                Line line = line(number, content);
                lines.add(line);
                if (line.node() != null && header.size() < MOST_FIELDS) {
                    line.node().fieldNames().forEachRemaining(header::add);
                }
            }
        }
        PairColumns columns = PairColumns.of(name, header, chosen);
        List<RawRow> rows = lines.stream()
                .map(line -> new RawRow(new FileLine(name, line.number()), columns, cells(line.node()), line.fault()))
                .toList();
        return new PairFile(name, PairFormat.JSONL, List.copyOf(header), columns, rows);
    }

    private static Line line(int number, String content) {
        try {
            JsonNode node = StrictMapper.JSON.readTree(content);
            return node.isObject()
                    ? new Line(number, node, null)
                    : new Line(number, null, "the line must be one JSON object");
        } catch (JsonProcessingException e) {
            return new Line(number, null, "the line is no JSON object: " + e.getOriginalMessage());
        }
    }

    private static Map<String, JsonNode> cells(@Nullable JsonNode node) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        if (node != null) {
            node.properties().forEach(field -> cells.put(field.getKey(), field.getValue()));
        }
        return cells;
    }

    private static PairFile table(String text, String name, PairFormat format, Map<PairColumn, String> chosen) {
        CSVFormat.Builder builder = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false);
        if (format == PairFormat.TSV) {
            // sentences hold quotation marks: in files with tabulators they mean nothing
            builder.setDelimiter('\t').setQuote(null);
        }
        try (CSVParser parser = CSVParser.parse(new StringReader(text), builder.get())) {
            return table(parser, name, format, chosen);
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInputException("%s: cannot be read as %s: %s".formatted(name, format, message(e)), e);
        }
    }

    private static PairFile table(CSVParser parser, String name, PairFormat format, Map<PairColumn, String> chosen) {
        List<String> header = new ArrayList<>();
        List<RawRow> rows = new ArrayList<>();
        PairColumns columns = null;
        long line = parser.getCurrentLineNumber() + 1;
        for (CSVRecord found : parser) {
            if (found.size() == 1 && found.get(0).isBlank()) {
                line = parser.getCurrentLineNumber() + 1;
                continue;
            }
            if (columns == null) {
                found.forEach(header::add);
                columns = PairColumns.of(name, header, chosen);
            } else {
                require(name, rows.size() < MOST_ROWS);
                rows.add(row(new FileLine(name, Math.toIntExact(line)), header, columns, found));
            }
            line = parser.getCurrentLineNumber() + 1;
        }
        if (columns == null) {
            throw new InvalidInputException("%s: the file is empty".formatted(name));
        }
        return new PairFile(name, format, List.copyOf(header), columns, rows);
    }

    private static RawRow row(FileLine place, List<String> header, PairColumns columns, CSVRecord found) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), found.size()); i++) {
            cells.putIfAbsent(header.get(i), TextNode.valueOf(found.get(i)));
        }
        String fault = found.size() == header.size()
                ? null
                : "the row has %s values where the header has %s".formatted(found.size(), header.size());
        return new RawRow(place, columns, cells, fault);
    }

    private static void require(String name, boolean few) {
        if (!few) {
            throw new InvalidInputException("%s: a file may have at most %s rows".formatted(name, MOST_ROWS));
        }
    }

    private static String message(Exception failure) {
        Throwable cause = failure.getCause() instanceof CSVException csv ? csv : failure;
        return String.valueOf(cause.getMessage());
    }
}
