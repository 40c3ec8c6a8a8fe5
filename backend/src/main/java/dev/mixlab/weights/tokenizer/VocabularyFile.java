package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StrictJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A vocabulary that is a file of its own.
 *
 * @param file the file
 * @param ids ids by piece, in order of id
 * @param repeated pieces of a vocab.txt that are on several lines, with the numbers of the lines
 */
record VocabularyFile(Path file, Map<String, Integer> ids, Map<String, List<Integer>> repeated) {

    private static final int MOST_NAMED = 5;

    /**
     * Reads a vocab.txt: one piece a line, whose id is the number of the line from 0 on. A blank line takes an id and is no piece.
     * Of equal lines the last one counts, as in transformers.
     */
    static VocabularyFile ofLines(Path file) {
        String text = read(file);
        Map<String, List<Integer>> lines = new LinkedHashMap<>();
        int line = 0;
        for (String piece : text.split("\\r\\n|\\r|\\n", -1)) {
            line++;
            if (!piece.isEmpty()) {
                lines.merge(
                        piece,
                        List.of(line),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            }
        }
        if (lines.isEmpty()) {
            throw Refusal.of(file.toString(), "the file is empty; it must have one piece on each line");
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        lines.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), last(entry.getValue()) - 1))
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        Map<String, List<Integer>> repeated = new LinkedHashMap<>(lines);
        repeated.values().removeIf(numbers -> numbers.size() == 1);
        return new VocabularyFile(file, ids, repeated);
    }

    /** Reads a vocab.json: an object from piece to id. */
    static VocabularyFile ofObject(Path file) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        Map<Integer, String> pieces = new HashMap<>();
        JsonNode entries = StrictJson.read(file, SettingFiles.LARGEST);
        if (entries.isEmpty()) {
            throw Refusal.of(file.toString(), "the file has no piece; it must be an object from piece to id");
        }
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            String piece = Refusal.printable(entry.getKey());
            if (!entry.getValue().isInt() || entry.getValue().intValue() < 0) {
                throw Refusal.of(
                        file.toString(),
                        "the id of %s is %s, not a whole number from 0 on"
                                .formatted(
                                        piece,
                                        Refusal.printable(entry.getValue().toString())));
            }
            String other = pieces.put(entry.getValue().intValue(), entry.getKey());
            if (other != null) {
                throw Refusal.of(
                        file.toString(),
                        "id %s is both %s and %s; one id must mean one piece"
                                .formatted(entry.getValue(), Refusal.printable(other), piece));
            }
            ids.put(entry.getKey(), entry.getValue().intValue());
        }
        return new VocabularyFile(file, ids, Map.of());
    }

    static String read(Path file) {
        return StrictJson.text(file.toString(), "the file", StrictJson.readBytes(file, SettingFiles.LARGEST));
    }

    private static int last(List<Integer> numbers) {
        return numbers.get(numbers.size() - 1);
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** What somebody should know who uses the file: sentences, none where nothing is unusual. */
    List<String> notes() {
        if (repeated.isEmpty()) {
            return List.of();
        }
        String some = repeated.entrySet().stream()
                .limit(MOST_NAMED)
                .map(entry -> "%s (lines %s)"
                        .formatted(
                                Refusal.printable(entry.getKey()),
                                entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
        int more = repeated.size() - MOST_NAMED;
        return List.of("%s has pieces on several lines, of which the last counts, as in transformers: %s%s"
                .formatted(name(), some, more > 0 ? " and %s more".formatted(more) : ""));
    }
}
