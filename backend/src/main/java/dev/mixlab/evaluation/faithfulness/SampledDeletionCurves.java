package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.SentenceSample;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.faithfulness.DeletionTable.Curve;
import dev.mixlab.evaluation.faithfulness.DeletionTable.Curves;
import dev.mixlab.evaluation.faithfulness.DeletionTable.VariantCurves;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes the deletion curves of the sampled sentences. */
final class SampledDeletionCurves {

    private final EvaluationInput input;
    private final GoodProbabilities model;
    private final DeletionSettings settings;
    private final SentenceSample sample;
    private final List<Deleted> curves = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();

    /**
     * The curves of one sentence.
     *
     * @param views one curve per layer for every variant of the methods that have a map of the sentence
     * @param random the mean curve of random orders
     */
    private record Deleted(Map<MethodVariant, List<DeletionCurve>> views, DeletionCurve random) {

        static Deleted of(List<TargetRows> rows, SentenceDeletion deletion) {
            Map<MethodVariant, List<DeletionCurve>> views = new HashMap<>();
            for (int v = 0; v < rows.size(); v++) {
                views.put(rows.get(v).view(), deletion.curves().get(v));
            }
            return new Deleted(views, deletion.random());
        }

        @Nullable DeletionCurve curve(MethodVariant variant, int layer) {
            List<DeletionCurve> layers = views.get(variant);
            return layers == null ? null : layers.get(layer);
        }
    }

    SampledDeletionCurves(EvaluationInput input, GoodProbabilities model) {
        this.input = input;
        this.model = model;
        DeletionSettings standard = DeletionSettings.standard();
        this.settings = new DeletionSettings(
                standard.shares(), standard.randomOrders(), input.settings().seed());
        this.sample = SentenceSample.of(input);
    }

    boolean holds(int index) {
        return sample.holds(index);
    }

    /** Computes the curves of the sampled ones among some sentences. */
    List<SentenceDeletion> measure(List<FaithfulnessWork.Waiting> sentences) {
        List<RankedExample> ranked = sampled(sentences).stream()
                .map(one -> new RankedExample(input.example(one.index()).encoded(), one.rows()))
                .toList();
        return Deletion.of(model, ranked, settings, input.watch()::shallStop);
    }

    private List<FaithfulnessWork.Waiting> sampled(List<FaithfulnessWork.Waiting> sentences) {
        return sentences.stream().filter(one -> holds(one.index())).toList();
    }

    /** Adds the curves of the sampled ones among some sentences. */
    void add(List<FaithfulnessWork.Waiting> sentences, List<SentenceDeletion> deletions, VariantValues columns) {
        List<FaithfulnessWork.Waiting> wanted = sampled(sentences);
        for (int i = 0; i < wanted.size(); i++) {
            Deleted deleted = Deleted.of(wanted.get(i).rows(), deletions.get(i));
            put(wanted.get(i).index(), deleted, columns);
            curves.add(deleted);
            List<MethodVariant> variants =
                    wanted.get(i).rows().stream().map(TargetRows::view).toList();
            documents.add(new Document(
                    SentenceCurves.NAME, wanted.get(i).index(), SentenceCurves.of(variants, deletions.get(i))));
        }
    }

    /** Returns the curves of every sampled sentence. */
    List<Document> documents() {
        return List.copyOf(documents);
    }

    private static void put(int index, Deleted deleted, VariantValues columns) {
        deleted.views().forEach((variant, layers) -> {
            columns.put(
                    variant,
                    FaithfulnessEvaluation.COMPREHENSIVENESS,
                    index,
                    layers.stream()
                            .mapToDouble(DeletionCurve::comprehensiveness)
                            .toArray());
            columns.put(
                    variant,
                    FaithfulnessEvaluation.SUFFICIENCY,
                    index,
                    layers.stream().mapToDouble(DeletionCurve::sufficiency).toArray());
        });
    }

    /** Returns the mean curves of every layer. */
    List<DeletionTable> tables() {
        int layers = input.model().config().layers();
        Bootstrap bootstrap = EstimateTable.bootstrap(curves.size(), new Group("all", new int[0]), input.settings());
        Estimate whole = bootstrap.estimate(curves.stream()
                .mapToDouble(deletion -> deletion.random().probability())
                .toArray());
        Curves random = curves(List.of(Deleted::random), bootstrap).get(0);
        return IntStream.range(0, layers)
                .mapToObj(layer -> new DeletionTable(
                        layer,
                        settings.shares(),
                        curves.size(),
                        Digits.round(whole.mean()),
                        views(layer, bootstrap),
                        random))
                .toList();
    }

    private List<VariantCurves> views(int layer, Bootstrap bootstrap) {
        int last = input.model().config().layers();
        List<Function<Deleted, @Nullable DeletionCurve>> ofViews = new ArrayList<>();
        for (MethodVariant variant : input.views()) {
            int own = Math.min(layer, variant.layers(last) - 1);
            ofViews.add(deleted -> deleted.curve(variant, own));
        }
        List<Curves> means = curves(ofViews, bootstrap);
        return IntStream.range(0, means.size())
                .mapToObj(v -> new VariantCurves(input.views().get(v), means.get(v)))
                .toList();
    }

    private List<Curves> curves(List<Function<Deleted, @Nullable DeletionCurve>> which, Bootstrap bootstrap) {
        int shares = settings.shares().size();
        List<double[]> columns = new ArrayList<>();
        for (Function<Deleted, @Nullable DeletionCurve> curve : which) {
            for (int k = 0; k < 2 * shares; k++) {
                int share = k;
                columns.add(curves.stream()
                        .mapToDouble(deleted -> point(curve.apply(deleted), share, shares))
                        .toArray());
            }
        }
        List<Estimate> estimates = bootstrap.estimates(columns);
        return IntStream.range(0, which.size())
                .mapToObj(i -> estimates.subList(2 * shares * i, 2 * shares * (i + 1)))
                .map(both -> new Curves(curve(both.subList(0, shares)), curve(both.subList(shares, 2 * shares))))
                .toList();
    }

    /**
     * Returns a point of a curve: first the points without the top tokens, then those with only the top tokens; NaN if there is no
     * curve.
     */
    private static double point(@Nullable DeletionCurve curve, int share, int shares) {
        if (curve == null) {
            return Double.NaN;
        }
        return share < shares ? curve.without()[share] : curve.only()[share - shares];
    }

    private static Curve curve(List<Estimate> estimates) {
        return new Curve(
                estimates.stream().map(Estimate::mean).map(Digits::round).toList(),
                estimates.stream().map(Estimate::low).map(Digits::round).toList(),
                estimates.stream().map(Estimate::high).map(Digits::round).toList());
    }
}
