package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.statistics.Bootstrap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of evaluations that their results depend on.
 *
 * @param resamples number of resamples of the paired bootstrap over sentences, 100 to 20,000
 * @param seed seed of resamples, probes and random orders, at least 0
 * @param pooling how the shares of a cue word's pieces are combined
 * @param cueUnits the words that cue alignment counts as cues; as published always, and first
 * @param deletionExamples maximum number of sentences with deletion curves, and with knock-outs, sampled with the seed; null for all
 * @param probeOrders number of random orders in which probing codes the sentences, 1 to 50
 */
public record EvaluatingSettings(
        int resamples,
        long seed,
        PiecePooling pooling,
        List<CueUnit> cueUnits,
        @Nullable Integer deletionExamples,
        Integer probeOrders) {

    /** Usual number of sentences with deletion curves. */
    public static final int USUAL_DELETIONS = 512;

    private static final int FEWEST = 100;
    private static final int MOST = 20_000;
    private static final long USUAL_SEED = 42;
    private static final int USUAL_ORDERS = 5;
    private static final int MOST_ORDERS = 50;
    private static final List<CueUnit> USUAL_UNITS = List.of(CueUnit.AS_PUBLISHED, CueUnit.NUMBER_WORDS);

    public EvaluatingSettings {
        // Settings that were stored before there were units counted the published cues.
        Set<CueUnit> units = EnumSet.of(CueUnit.AS_PUBLISHED);
        units.addAll(Objects.requireNonNullElse(cueUnits, List.of()));
        cueUnits = List.copyOf(units);
        if (resamples < FEWEST || resamples > MOST) {
            throw new InvalidInputException(
                    "resamples of an evaluation are %s to %s, not %s".formatted(FEWEST, MOST, resamples));
        }
        if (seed < 0) {
            throw new InvalidInputException("the seed of evaluations is at least 0, not " + seed);
        }
        if (deletionExamples != null && deletionExamples < 1) {
            throw new InvalidInputException(
                    "deletion curves need at least 1 sentence, not %s".formatted(deletionExamples));
        }
        // Settings that were stored before there were several orders are read with the one that they had.
        probeOrders = Objects.requireNonNullElse(probeOrders, 1);
        if (probeOrders < 1 || probeOrders > MOST_ORDERS) {
            throw new InvalidInputException(
                    "probing takes 1 to %s random orders, not %s".formatted(MOST_ORDERS, probeOrders));
        }
    }

    /** Returns the settings with another number of resamples. */
    public EvaluatingSettings withResamples(int number) {
        return new EvaluatingSettings(number, seed, pooling, cueUnits, deletionExamples, probeOrders);
    }

    /** Returns the settings with another number of sentences with deletion curves. */
    public EvaluatingSettings withDeletionExamples(@Nullable Integer number) {
        return new EvaluatingSettings(resamples, seed, pooling, cueUnits, number, probeOrders);
    }

    /**
     * Returns the defaults: 2,000 resamples, seed 42, sums over pieces, cues as published and words that show the number, deletion curves of
     * 512 sentences, 5 orders of probing.
     */
    public static EvaluatingSettings standard() {
        return new EvaluatingSettings(
                Bootstrap.RESAMPLES, USUAL_SEED, PiecePooling.SUM, USUAL_UNITS, USUAL_DELETIONS, USUAL_ORDERS);
    }
}
