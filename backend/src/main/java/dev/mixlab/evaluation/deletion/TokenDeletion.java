package dev.mixlab.evaluation.deletion;

import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.faithfulness.DeletionSettings;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.MaskedInputs;
import dev.mixlab.evaluation.faithfulness.RankedExample;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Deletes ordinary tokens in the orders of scores. Every measure is computed twice: once to note of which sets of tokens it asks, and once
 * with what the model says of them, each set having gone through the model once.
 */
public final class TokenDeletion {

    private final int mostForBounds;
    private final DeletionSettings settings = DeletionSettings.standard();

    /**
     * Creates the computation.
     *
     * @param mostForBounds the greatest number of ordinary tokens of a sentence for which all their sets go through the model; in a longer
     *     sentence what needs them is undefined
     */
    public TokenDeletion(int mostForBounds) {
        this.mostForBounds = mostForBounds;
    }

    /**
     * Measures examples.
     *
     * @return for each example and each variant of its rows, every measure by layer [L], NaN where undefined
     * @throws dev.mixlab.common.CancelledException when {@code cancelled} says so between two batches
     */
    public List<List<Map<DeletionMeasure, double[]>>> of(
            GoodProbabilities model, List<RankedExample> examples, BooleanSupplier cancelled) {
        MaskedInputs inputs = new MaskedInputs();
        measured(examples, (index, set) -> {
            inputs.place(index, examples.get(index).example(), set);
            return 0;
        });
        double[] probabilities = model.of(inputs.all(), cancelled);
        return measured(
                examples,
                (index, set) ->
                        probabilities[inputs.place(index, examples.get(index).example(), set)]);
    }

    /** Tells p(good word) of a sentence without a set of tokens. */
    private interface Source {

        double probability(int index, BitSet without);
    }

    private List<List<Map<DeletionMeasure, double[]>>> measured(List<RankedExample> examples, Source source) {
        List<List<Map<DeletionMeasure, double[]>>> all = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            int index = i;
            double whole = source.probability(index, new BitSet());
            all.add(measured(examples.get(index), set -> whole - source.probability(index, set)));
        }
        return all;
    }

    private List<Map<DeletionMeasure, double[]>> measured(RankedExample ranked, ToDoubleFunction<BitSet> drop) {
        EncodedExample example = ranked.example();
        OrdinaryTokens tokens = OrdinaryTokens.of(example);
        boolean bounded = tokens.count() > 0 && tokens.count() <= mostForBounds;
        OrderBounds bounds = bounded ? OrderBounds.of(tokens.tokens(), drop) : new OrderBounds(Double.NaN, Double.NaN);
        List<Map<DeletionMeasure, double[]>> ofRows = new ArrayList<>();
        for (TargetRows rows : ranked.rows()) {
            Map<DeletionMeasure, double[]> measures = new EnumMap<>(DeletionMeasure.class);
            for (DeletionMeasure measure : DeletionMeasure.values()) {
                measures.put(
                        measure,
                        IntStream.range(0, rows.layers())
                                .mapToDouble(layer -> tokens.count() == 0
                                        ? Double.NaN
                                        : value(measure, rows.layer(layer), tokens, drop, bounds))
                                .toArray());
            }
            ofRows.add(measures);
        }
        return ofRows;
    }

    private double value(
            DeletionMeasure measure,
            double[] row,
            OrdinaryTokens tokens,
            ToDoubleFunction<BitSet> drop,
            OrderBounds bounds) {
        List<Integer> signed = tokens.ordered(token -> row[token]);
        List<Integer> absolute = tokens.ordered(token -> Math.abs(row[token]));
        return switch (measure) {
            case NORMALISED_COMPREHENSIVENESS -> bounds.place(whole(signed, true, drop, bounds));
            case NORMALISED_SUFFICIENCY -> bounds.place(whole(signed, false, drop, bounds));
            case WHOLE_COMPREHENSIVENESS -> whole(signed, true, drop, bounds);
            case WHOLE_SUFFICIENCY -> whole(signed, false, drop, bounds);
            case COMPREHENSIVENESS -> shares(absolute, true, drop);
            case SUFFICIENCY -> shares(absolute, false, drop);
            case SIGNED_COMPREHENSIVENESS -> shares(signed, true, drop);
            case SIGNED_SUFFICIENCY -> shares(signed, false, drop);
        };
    }

    /** Returns the mean drop without the first, or the last, 1 to n tokens of an order; NaN where there are no bounds. */
    private static double whole(List<Integer> order, boolean first, ToDoubleFunction<BitSet> drop, OrderBounds bounds) {
        if (Double.isNaN(bounds.lower())) {
            return Double.NaN;
        }
        int n = order.size();
        return IntStream.rangeClosed(1, n)
                .mapToObj(count -> first ? order.subList(0, count) : order.subList(n - count, n))
                .mapToDouble(gone -> drop.applyAsDouble(bits(gone)))
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the mean drop over the shares, without the top tokens or with only them. */
    private double shares(List<Integer> order, boolean first, ToDoubleFunction<BitSet> drop) {
        return IntStream.of(settings.counts(order.size()))
                .mapToObj(count -> first ? order.subList(0, count) : order.subList(count, order.size()))
                .mapToDouble(gone -> drop.applyAsDouble(bits(gone)))
                .average()
                .orElse(Double.NaN);
    }

    private static BitSet bits(List<Integer> tokens) {
        BitSet bits = new BitSet();
        tokens.forEach(bits::set);
        return bits;
    }
}
