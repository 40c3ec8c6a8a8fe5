package dev.mixlab.mixing.valuezeroing;

import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.Arrays;
import java.util.List;

/**
 * Value Zeroing (Mohebbi et al. 2023, section 3): how far each output of a layer moves when the value vector of one token is
 * zeroed, by one of several distances. All distances of a layer are computed together.
 */
public final class ValueZeroing implements ContextMixingMethod {

    private static final String FAMILY = "value_zeroing";
    private static final String PAPER = "Mohebbi et al. 2023";

    /** The distance between an output and the output with a zeroed value. */
    public enum Distance {
        /** One minus the cosine similarity, from 0 to 2: the distance of the paper. */
        COSINE("cosine", "", "a token's new representation turns (cosine distance)"),
        /** The norm of the change, in units of the hidden state. */
        EUCLIDEAN("euclidean", " (Euclidean)", "a token's new representation moves (Euclidean)"),
        /** The norm of the difference of the outputs divided by their norms, which is the root of twice the cosine distance. */
        EUCLIDEAN_NORMALISED(
                "euclidean_normalised",
                " (Euclidean, unit length)",
                "the direction of a token's new representation moves (Euclidean distance of vectors of length 1)"),
        /** The sum of the absolute components of the change, in units of the hidden state. */
        L1("l1", " (L1)", "a token's new representation moves (sum of absolute components)"),
        /** The sum of the absolute components of the difference of the outputs divided by their norms. */
        L1_NORMALISED(
                "l1_normalised",
                " (L1, unit length)",
                "the direction of a token's new representation moves (L1 distance of vectors of length 1)");

        private final String id;
        private final String title;
        private final String phrase;

        Distance(String id, String title, String phrase) {
            this.id = id;
            this.title = title;
            this.phrase = phrase;
        }
    }

    private final Distance distance;
    private final MethodInfo info;

    /** Creates the method for one distance. */
    public ValueZeroing(Distance distance) {
        this.distance = distance;
        info = MethodInfo.contextMixing(FAMILY + "_" + distance.id, "Value Zeroing" + distance.title)
                .family(FAMILY)
                .paper(distance == Distance.COSINE ? PAPER : PAPER + ", with another distance")
                .description("How far %s when another token's value vector is zeroed.".formatted(distance.phrase))
                .rowwise(true)
                .singleHeads(distance == Distance.COSINE)
                .build();
    }

    /** Returns the distance by which this method measures. */
    Distance distance() {
        return distance;
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        OutputDistances distances = OutputDistances.of(layer);
        return switch (distance) {
            case COSINE -> distances.cosine();
            case EUCLIDEAN -> distances.euclidean();
            case EUCLIDEAN_NORMALISED ->
                distances.cosine().stream().map(ValueZeroing::chords).toList();
            case L1 -> distances.manhattan();
            case L1_NORMALISED -> distances.manhattanNormalised();
        };
    }

    @Override
    public List<double[]> scoreHeads(LayerContext layer) {
        return distance == Distance.COSINE ? HeadZeroing.distances(layer) : ContextMixingMethod.super.scoreHeads(layer);
    }

    /** Turns cosine distances into distances of the vectors of length 1. */
    private static double[] chords(double[] cosine) {
        return Arrays.stream(cosine).map(turn -> Math.sqrt(2 * turn)).toArray();
    }
}
