package dev.mixlab.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.DropReason;
import dev.mixlab.text.Sentence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A minimal pair with its target and cues.
 *
 * @param id unique within its data set
 * @param paradigm name of the pair's paradigm; {@link Paradigm} has the ids of five
 * @param label class of the good word, such as its {@link GrammaticalNumber}; null if it has none
 * @param sentence the good sentence; the good word stands at {@code target}
 * @param target index of the word in which good and bad sentence differ
 * @param cues indices of the cue words as the published script counts them, ascending; none if the data have none. {@link CueWords} has others
 * @param bad the word of the bad sentence at {@code target}
 * @param place where the pair was read; null if it comes from no file. It is no part of the content: hashes leave it out
 */
public record AgreementExample(
        String id,
        String paradigm,
        @Nullable String label,
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
        if (cues.stream().anyMatch(cue -> cue < 0 || cue >= size || cue == target)) {
            throw new InvalidInputException(
                    "example %s: cues %s with target %s in sentence of %s words".formatted(id, cues, target, size));
        }
        cues = List.copyOf(cues);
        paradigm = Paradigm.find(paradigm).map(Paradigm::id).orElse(paradigm);
        label = GrammaticalNumber.find(label).map(GrammaticalNumber::label).orElse(label);
    }

    /** Creates an example of number agreement that comes from no file. */
    public AgreementExample(
            String id,
            Paradigm paradigm,
            GrammaticalNumber label,
            Sentence sentence,
            int target,
            List<Integer> cues,
            String bad) {
        this(id, paradigm.id(), label.label(), sentence, target, cues, bad, null);
    }

    /** Returns the note that the example was dropped. */
    public DroppedPair dropped(DropReason reason) {
        return new DroppedPair(id, paradigm, place, reason);
    }

    /** Returns the grammatical number of the good word; none if the label is of another kind. */
    public Optional<GrammaticalNumber> number() {
        return GrammaticalNumber.find(label);
    }

    /** Returns the paradigm of the published script; none for other data. */
    public Optional<Paradigm> published() {
        return Paradigm.find(paradigm);
    }

    /** Returns whether the example belongs to a paradigm. */
    public boolean isOf(Paradigm other) {
        return paradigm.equals(other.id());
    }

    /** Returns the good word, which agrees with the cue. */
    public String good() {
        return sentence.words().get(target);
    }
}
