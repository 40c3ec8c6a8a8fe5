package dev.mixlab.data.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.text.DropReason;
import dev.mixlab.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the cue words that a row names: by words, by indices from 0, or by words of which indices say where they stand. An index beside
 * a word need only be near to it, since corpora count words in ways of their own; the nearest occurrence is taken.
 */
final class CueCells {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;|]+");
    private static final Pattern INDICES = Pattern.compile("\\[?\\s*\\d{1,6}(?:[\\s,;|]+\\d{1,6})*\\s*]?");

    private final Sentence sentence;
    private final int target;

    CueCells(Sentence sentence, int target) {
        this.sentence = sentence;
        this.target = target;
    }

    /** Returns the indices of the cue words, ascending; none if the row names none. */
    List<Integer> of(RawRow row) {
        List<Integer> indices = indices(row.cell(PairColumn.CUE_INDICES), PairColumn.CUE_INDICES);
        JsonNode cues = row.cell(PairColumn.CUES);
        boolean asIndices = indices.isEmpty() && areIndices(cues);
        List<String> words = asIndices ? List.of() : words(cues);
        if (asIndices) {
            indices = indices(cues, PairColumn.CUES);
        }
        TreeSet<Integer> found = new TreeSet<>();
        if (words.isEmpty()) {
            indices.forEach(index -> found.add(inside(index)));
        } else {
            if (!indices.isEmpty() && indices.size() != words.size()) {
                throw new RowFault(
                        DropReason.CUE_INDEX_INVALID,
                        "%s cue words with %s indices".formatted(words.size(), indices.size()));
            }
            for (int i = 0; i < words.size(); i++) {
                found.add(place(words.get(i), indices.isEmpty() ? -1 : indices.get(i)));
            }
        }
        return List.copyOf(found);
    }

    private static boolean areIndices(JsonNode cell) {
        if (cell.isArray()) {
            return !cell.isEmpty()
                    && IntStream.range(0, cell.size()).allMatch(i -> cell.get(i).isIntegralNumber());
        }
        return cell.isIntegralNumber()
                || (cell.isTextual()
                        && INDICES.matcher(cell.textValue().strip()).matches());
    }

    private static List<Integer> indices(JsonNode cell, PairColumn column) {
        if (isEmpty(cell)) {
            return List.of();
        }
        if (!areIndices(cell)) {
            throw new RowFault(
                    DropReason.CUE_INDEX_INVALID, "%s must be whole numbers from 0".formatted(column.meaning()));
        }
        List<Integer> indices = new ArrayList<>();
        if (cell.isArray()) {
            cell.forEach(item -> indices.add(item.canConvertToInt() ? item.intValue() : Integer.MAX_VALUE));
        } else if (cell.isIntegralNumber()) {
            indices.add(cell.canConvertToInt() ? cell.intValue() : Integer.MAX_VALUE);
        } else {
            String text = cell.textValue().replace('[', ' ').replace(']', ' ').strip();
            SEPARATORS.splitAsStream(text).map(Integer::valueOf).forEach(indices::add);
        }
        return indices;
    }

    private static boolean isEmpty(JsonNode cell) {
        return cell.isMissingNode()
                || cell.isNull()
                || (cell.isArray() && cell.isEmpty())
                || (cell.isTextual() && TextWords.isBlank(cell.textValue()));
    }

    private static List<String> words(JsonNode cell) {
        if (isEmpty(cell)) {
            return List.of();
        }
        if (cell.isTextual()) {
            return TextWords.split(cell.textValue().replace('|', ' ')).words().stream()
                    .filter(word -> !word.equals(",") && !word.equals(";"))
                    .toList();
        }
        List<String> words = new ArrayList<>();
        for (JsonNode item : cell.isArray() ? cell : List.of(cell)) {
            if (!item.isTextual() || TextWords.isBlank(item.textValue())) {
                throw new RowFault(DropReason.CUE_WORD_MISSING, "the cues must be words or indices of words");
            }
            words.addAll(TextWords.split(item.textValue()).words());
        }
        return words;
    }

    private int inside(int index) {
        int size = sentence.words().size();
        if (index < 0 || index >= size) {
            throw new RowFault(
                    DropReason.CUE_INDEX_INVALID,
                    "cue index %s is outside of the good sentence of %s words".formatted(index, size));
        }
        return notTarget(index);
    }

    private int notTarget(int index) {
        if (index == target) {
            throw new RowFault(
                    DropReason.CUE_IS_TARGET,
                    "the cue “%s” is the word in which the sentences differ"
                            .formatted(sentence.words().get(index)));
        }
        return index;
    }

    private int place(String word, int near) {
        List<Integer> places = IntStream.range(0, sentence.words().size())
                .filter(i -> sentence.words().get(i).equals(word))
                .boxed()
                .toList();
        if (places.isEmpty()) {
            throw new RowFault(
                    DropReason.CUE_WORD_MISSING, "the cue “%s” is no word of the good sentence".formatted(word));
        }
        if (near >= 0) {
            return notTarget(places.stream()
                    .min((a, b) -> Integer.compare(Math.abs(a - near), Math.abs(b - near)))
                    .orElseThrow());
        }
        List<Integer> others = places.stream().filter(i -> i != target).toList();
        if (others.size() > 1) {
            throw new RowFault(
                    DropReason.CUE_WORD_REPEATED,
                    "the cue “%s” occurs %s times in the good sentence; give its index".formatted(word, others.size()));
        }
        return notTarget(others.isEmpty() ? places.get(0) : others.get(0));
    }
}
