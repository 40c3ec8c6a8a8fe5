package dev.mixlab.data.blimp;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.blimp.CueFinder.Cues;
import dev.mixlab.text.DropReason;
import java.util.Optional;

/** Annotates minimal pairs with target, label and cues. */
public final class PairAnnotator {

    /** The example of a pair, or the reason why the pair is dropped. */
    public sealed interface Annotation {

        record Annotated(AgreementExample example) implements Annotation {}

        record Dropped(DropReason reason) implements Annotation {}
    }

    private PairAnnotator() {}

    /** Returns the agreement example of a pair, or the reason why it has none; no sentence causes an exception. */
    public static Annotation annotate(MinimalPair pair) {
        PairWords read = PairWords.of(pair.good(), pair.bad());
        if (read instanceof PairWords.Unreadable unreadable) {
            return new Annotation.Dropped(unreadable.reason());
        }
        return annotate(pair, (PairWords.OneWordApart) read);
    }

    private static Annotation annotate(MinimalPair pair, PairWords.OneWordApart words) {
        Optional<GrammaticalNumber> label = TargetNumber.of(pair.paradigm(), words.good(), words.bad());
        if (label.isEmpty()) {
            return new Annotation.Dropped(DropReason.LABEL_UNCLEAR);
        }
        Cues cues = CueFinder.find(pair.paradigm(), label.get(), words);
        if (cues instanceof Cues.Found found) {
            return new Annotation.Annotated(new AgreementExample(
                    pair.id(),
                    pair.paradigm().id(),
                    label.get().label(),
                    words.sentence(),
                    words.target(),
                    found.words(),
                    words.bad(),
                    pair.place()));
        }
        return new Annotation.Dropped(reason(cues));
    }

    private static DropReason reason(Cues cues) {
        if (cues instanceof Cues.Against) {
            return DropReason.CUE_AGAINST_GOOD_WORD;
        }
        return cues instanceof Cues.Ambiguous ? DropReason.CUE_AMBIGUOUS : DropReason.CUE_NOT_FOUND;
    }
}
