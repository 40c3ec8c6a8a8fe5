package dev.mixlab.data.cues;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementExample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that finds the cue words of all examples of a paradigm.
 *
 * @param paradigm name of the paradigm; null for all
 * @param kind how the cue words are found
 * @param position for {@link Kind#POSITION} the index of the word, from 0, or from -1 at the end; for {@link Kind#OFFSET} the distance
 *     from the target, such as -1 for the word before it; otherwise null
 * @param words for {@link Kind#WORDS} the words, ignoring case; otherwise null
 */
public record CueRule(
        @Nullable String paradigm,
        Kind kind,
        @Nullable Integer position,
        @Nullable List<String> words) {

    /** How a rule finds cue words. */
    public enum Kind {
        /** The word at a position of the sentence. */
        POSITION,
        /** The word at a distance from the target. */
        OFFSET,
        /** Every word of a list that occurs in the sentence. */
        WORDS,
        /** No word. */
        NONE;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind with an id. */
        @JsonCreator
        public static Kind of(String id) {
            return Arrays.stream(values())
                    .filter(kind -> kind.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException("unknown kind of cue rule: " + id));
        }
    }

    public CueRule {
        boolean needsPosition = kind == Kind.POSITION || kind == Kind.OFFSET;
        if (needsPosition != (position != null)) {
            throw new InvalidInputException("a cue rule of the kind %s must have %s"
                    .formatted(kind.id(), needsPosition ? "a position" : "no position"));
        }
        if ((kind == Kind.WORDS) != (words != null && !words.isEmpty())) {
            throw new InvalidInputException("a cue rule of the kind %s must have %s"
                    .formatted(kind.id(), kind == Kind.WORDS ? "words" : "no words"));
        }
        if (kind == Kind.OFFSET && position != null && position == 0) {
            throw new InvalidInputException("a cue rule must not name the target: the offset is 0");
        }
        words = words == null ? null : List.copyOf(words);
    }

    boolean concerns(AgreementExample example) {
        return paradigm == null || paradigm.equals(example.paradigm());
    }

    /** Returns the cue words of an example, ascending; nothing if the rule finds none where it should. */
    Optional<List<Integer>> of(AgreementExample example) {
        int size = example.sentence().words().size();
        int at = position == null ? 0 : position;
        return switch (kind) {
            case NONE -> Optional.of(List.of());
            case POSITION -> at(example, at < 0 ? size + at : at);
            case OFFSET -> at(example, example.target() + at);
            case WORDS -> listed(example);
        };
    }

    private static Optional<List<Integer>> at(AgreementExample example, int index) {
        boolean isWord = index >= 0 && index < example.sentence().words().size() && index != example.target();
        return isWord ? Optional.of(List.of(index)) : Optional.empty();
    }

    private Optional<List<Integer>> listed(AgreementExample example) {
        Set<String> wanted = (words == null ? List.<String>of() : words)
                .stream().map(CueRule::low).collect(Collectors.toSet());
        List<String> sentence = example.sentence().words();
        List<Integer> found = IntStream.range(0, sentence.size())
                .filter(i -> i != example.target() && wanted.contains(low(sentence.get(i))))
                .boxed()
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static String low(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
