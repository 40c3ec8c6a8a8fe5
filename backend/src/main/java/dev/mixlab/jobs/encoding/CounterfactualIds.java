package dev.mixlab.jobs.encoding;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.counterfactual.CueFlip;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import java.util.Arrays;

/** The token ids of sentences whose cue has the other number, as far as they stand token by token beside the sentence itself. */
final class CounterfactualIds {

    private static final int[] NONE = {};

    private CounterfactualIds() {}

    /** Returns the ids [T], with the mask at the target; none if the cue has no other form, or its form has other pieces in number. */
    static int[] of(AgreementExample example, Encoding encoding, ExampleEncoder encoder) {
        if (!(encoding instanceof Encoding.Encoded encoded)) {
            return NONE;
        }
        return CueFlip.of(example)
                .map(sentence ->
                        encoder.encode(example.id(), sentence, example.target(), example.cues(), example.bad()))
                .filter(Encoding.Encoded.class::isInstance)
                .map(other -> ((Encoding.Encoded) other).example())
                .filter(other -> aligned(encoded.example(), other))
                .map(EncodedExample::inputIds)
                .orElse(NONE);
    }

    private static boolean aligned(EncodedExample one, EncodedExample other) {
        return one.target() == other.target() && Arrays.equals(one.wordOfPiece(), other.wordOfPiece());
    }
}
