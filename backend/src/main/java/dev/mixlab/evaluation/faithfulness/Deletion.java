package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Comprehensiveness and sufficiency (DeYoung et al. 2020). Tokens are ordered by the absolute value of the target's row. A set of
 * tokens that occurs for several methods, layers or shares goes through the model once.
 */
public final class Deletion {

    private final DeletionSettings settings;
    private final MaskedInputs inputs = new MaskedInputs();

    private Deletion(DeletionSettings settings) {
        this.settings = settings;
    }

    /**
     * Computes the curves of examples and returns them in the same order.
     *
     * @throws dev.mixlab.common.CancelledException when {@code cancelled} says so between two batches
     */
    public static List<SentenceDeletion> of(
            GoodProbabilities model,
            List<RankedExample> examples,
            DeletionSettings settings,
            BooleanSupplier cancelled) {
        Deletion deletion = new Deletion(settings);
        List<SentencePlan> plans = IntStream.range(0, examples.size())
                .mapToObj(index -> deletion.plan(index, examples.get(index)))
                .toList();
        double[] probabilities = model.of(deletion.inputs.all(), cancelled);
        return plans.stream().map(plan -> plan.read(probabilities)).toList();
    }

    /** Indices into the list of probabilities at which those of a curve stand. */
    private record CurvePlan(int whole, int[] without, int[] only) {

        DeletionCurve read(double[] probabilities) {
            return new DeletionCurve(
                    probabilities[whole],
                    IntStream.of(without)
                            .mapToDouble(place -> probabilities[place])
                            .toArray(),
                    IntStream.of(only)
                            .mapToDouble(place -> probabilities[place])
                            .toArray());
        }
    }

    private record SentencePlan(List<List<CurvePlan>> views, List<CurvePlan> random) {

        SentenceDeletion read(double[] probabilities) {
            return new SentenceDeletion(
                    views.stream().map(layers -> read(layers, probabilities)).toList(),
                    DeletionCurve.mean(read(random, probabilities)));
        }

        private static List<DeletionCurve> read(List<CurvePlan> plans, double[] probabilities) {
            return plans.stream().map(plan -> plan.read(probabilities)).toList();
        }
    }

    private SentencePlan plan(int index, RankedExample ranked) {
        EncodedExample example = ranked.example();
        List<List<CurvePlan>> views = new ArrayList<>();
        for (TargetRows rows : ranked.rows()) {
            views.add(IntStream.range(0, rows.layers())
                    .mapToObj(layer -> curve(index, example, TokenOrder.of(rows.layer(layer), example.target())))
                    .toList());
        }
        List<CurvePlan> random = IntStream.range(0, settings.randomOrders())
                .mapToObj(number -> curve(index, example, TokenOrder.random(example, settings.seed(), number)))
                .toList();
        return new SentencePlan(views, random);
    }

    private CurvePlan curve(int index, EncodedExample example, TokenOrder order) {
        int[] counts = settings.counts(order.tokens().size());
        return new CurvePlan(
                inputs.place(index, example, new BitSet()),
                IntStream.of(counts)
                        .map(count -> inputs.place(index, example, order.first(count)))
                        .toArray(),
                IntStream.of(counts)
                        .map(count -> inputs.place(index, example, order.afterFirst(count)))
                        .toArray());
    }
}
