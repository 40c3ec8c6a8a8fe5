package dev.mixlab.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.DropReason;
import dev.mixlab.text.Sentence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A minimal pair with its target and cues.
 *
 * @param id unique within its data set
 * @param paradigm paradigm of the pair
 * @param label grammatical number of the good word
 * @param sentence the good sentence; the good word stands at {@code target}
 * @param target index of the word in which good and bad sentence differ
 * @param cues indices of the cue words as the published script counts them, ascending, at least one; {@link CueWords} has others
 * @param bad the word of the bad sentence at {@code target}
 * @param place where the pair was read; null if it comes from no file. It is no part of the content: hashes leave it out
 */
public record AgreementExample(
        String id,
        Paradigm paradigm,
        GrammaticalNumber label,
        Sentence sentence,
        int target,
        List<Integer> cues,
        String bad,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FileLine place) {

    public AgreementExample {
        int size = sentence.words().size();
        if (target < 0 || target >= size) {
            throw new InvalidInputException(
                    "example %s: target index %s outside sentence of %s words".formatted(id, target, size));
        }
        if (cues.isEmpty() || cues.stream().anyMatch(cue -> cue < 0 || cue >= size || cue == target)) {
            throw new InvalidInputException(
                    "example %s: cues %s with target %s in sentence of %s words".formatted(id, cues, target, size));
        }
        cues = List.copyOf(cues);
    }

    /** Creates an example that comes from no file. */
    public AgreementExample(
            String id,
            Paradigm paradigm,
            GrammaticalNumber label,
            Sentence sentence,
            int target,
            List<Integer> cues,
            String bad) {
        this(id, paradigm, label, sentence, target, cues, bad, null);
    }

    /** Returns the note that the example was dropped. */
    public DroppedPair dropped(DropReason reason) {
        return new DroppedPair(id, paradigm, place, reason);
    }

    /** Returns the good word, which agrees with the cue. */
    public String good() {
        return sentence.words().get(target);
    }
}
