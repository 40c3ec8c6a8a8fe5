package dev.mixlab.data.sample.lexicon;

import dev.mixlab.common.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A word list on the class path, with section titles in brackets, words separated by blanks, and comment lines that start with "#". */
final class WordList {

    /** A section: the title between the brackets and the words after it. */
    record Section(String title, List<String> words) {

        /** Returns the part of the title before the arrow, or the whole title if it has none. */
        String left() {
            return title.contains(">") ? title.substring(0, title.indexOf('>')).trim() : title;
        }

        /** Returns the part of the title after the arrow, or an empty text if it has none. */
        String right() {
            return title.contains(">") ? title.substring(title.indexOf('>') + 1).trim() : "";
        }
    }

    private WordList() {}

    static List<Section> sections(String file) {
        List<Section> sections = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("[")) {
                sections.add(new Section(line.substring(1, line.indexOf(']')), new ArrayList<>()));
            } else if (sections.isEmpty()) {
                throw new InvalidInputException("word list %s: words before the first section".formatted(file));
            } else {
                sections.get(sections.size() - 1).words().addAll(Arrays.asList(line.split(" +")));
            }
        }
        return sections;
    }

    /** Returns the lines that are neither blank nor comments. */
    static List<String> lines(String file) {
        try (InputStream stream = WordList.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new InvalidInputException("word list not on the class path: " + file);
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
