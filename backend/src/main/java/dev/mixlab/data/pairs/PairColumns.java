package dev.mixlab.data.pairs;

import dev.mixlab.common.InvalidInputException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file that are read.
 *
 * @param names name of the file's column by what it holds; what the file does not have is absent
 */
record PairColumns(Map<PairColumn, String> names) {

    PairColumns {
        names = Collections.unmodifiableMap(new EnumMap<>(names));
    }

    /**
     * Finds the columns of a file.
     *
     * @param file name of the file, for messages
     * @param header all columns of the file
     * @param chosen columns that the user has chosen; an empty name means that the file is to be read without
     * @throws InvalidInputException if a chosen column is not there
     */
    static PairColumns of(String file, Collection<String> header, Map<PairColumn, String> chosen) {
        Map<String, String> byName = new LinkedHashMap<>();
        header.forEach(name -> byName.putIfAbsent(low(name), name));
        Map<PairColumn, String> names = new EnumMap<>(PairColumn.class);
        for (PairColumn column : PairColumn.values()) {
            String choice = chosen.get(column);
            Optional<String> name = choice == null ? found(column, byName) : named(file, header, column, choice);
            name.ifPresent(known -> names.put(column, known));
        }
        return new PairColumns(names);
    }

    /**
     * Returns which column is missing that every file needs, as a whole sentence; nothing if none is.
     *
     * @param file name of the file
     * @param header all columns of the file
     */
    Optional<String> missing(String file, Collection<String> header) {
        return Stream.of(PairColumn.GOOD, PairColumn.BAD)
                .filter(needed -> !names.containsKey(needed))
                .findFirst()
                .map(needed -> "%s: no column is named as %s (%s), so choose one; its columns are %s."
                        .formatted(file, needed.meaning(), String.join(", ", needed.names()), listed(header)));
    }

    private static Optional<String> found(PairColumn column, Map<String, String> byName) {
        return column.names().stream()
                .filter(byName::containsKey)
                .map(byName::get)
                .findFirst();
    }

    private static Optional<String> named(String file, Collection<String> header, PairColumn column, String choice) {
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        if (!header.contains(choice)) {
            throw new InvalidInputException("%s: there is no column '%s' for %s; its columns are %s"
                    .formatted(file, choice, column.meaning(), listed(header)));
        }
        return Optional.of(choice);
    }

    private static String listed(Collection<String> header) {
        String all = String.join(", ", header);
        return all.length() <= 300 ? all : all.substring(0, all.offsetByCodePoints(0, 150)) + " ...";
    }

    private static String low(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Nullable String name(PairColumn column) {
        return names.get(column);
    }

    boolean has(PairColumn column) {
        return names.containsKey(column);
    }

    /** Returns whether the file is in BLiMP's format, whose sentences are English with contractions. */
    boolean isBlimp() {
        return "sentence_good".equals(name(PairColumn.GOOD)) && "UID".equals(name(PairColumn.PARADIGM));
    }
}
