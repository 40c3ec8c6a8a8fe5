package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.FigureTable;
import dev.mixlab.evaluation.MethodView;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.faithfulness.Deletion;
import dev.mixlab.evaluation.faithfulness.DeletionCurve;
import dev.mixlab.evaluation.faithfulness.DeletionSettings;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.RankedExample;
import dev.mixlab.evaluation.faithfulness.SentenceDeletion;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Figure;
import dev.mixlab.evaluation.suite.DeletionTable.Curve;
import dev.mixlab.evaluation.suite.DeletionTable.Curves;
import dev.mixlab.evaluation.suite.DeletionTable.ViewCurves;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Deletion curves of the sentences that were drawn. */
final class DrawnDeletions {

    private final EvaluationInput input;
    private final GoodProbabilities model;
    private final DeletionSettings settings;
    private final BitSet drawn;
    private final List<SentenceDeletion> curves = new ArrayList<>();

    DrawnDeletions(EvaluationInput input, GoodProbabilities model) {
        this.input = input;
        this.model = model;
        DeletionSettings standard = DeletionSettings.standard();
        this.settings = new DeletionSettings(
                standard.shares(), standard.randomOrders(), input.settings().seed());
        this.drawn = draw(
                input.examples().size(),
                input.settings().deletionExamples(),
                input.settings().seed());
    }

    private static BitSet draw(int examples, @Nullable Integer most, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        BitSet drawn = new BitSet();
        order.stream().limit(most == null ? examples : most).forEach(drawn::set);
        return drawn;
    }

    boolean holds(int index) {
        return drawn.get(index);
    }

    /** Forms the curves of those among the sentences that were drawn. */
    void add(List<FaithfulnessWork.Waiting> sentences, ViewColumns columns) {
        List<FaithfulnessWork.Waiting> wanted =
                sentences.stream().filter(one -> holds(one.index())).toList();
        List<RankedExample> ranked = wanted.stream()
                .map(one -> new RankedExample(input.example(one.index()).encoded(), one.rows()))
                .toList();
        List<SentenceDeletion> deletions = Deletion.of(model, ranked, settings, input.watch()::shallStop);
        for (int i = 0; i < wanted.size(); i++) {
            put(wanted.get(i).index(), deletions.get(i), columns);
        }
        curves.addAll(deletions);
    }

    private void put(int index, SentenceDeletion deletion, ViewColumns columns) {
        for (int v = 0; v < input.views().size(); v++) {
            MethodView view = input.views().get(v);
            List<DeletionCurve> layers = deletion.curves().get(v);
            columns.put(
                    view,
                    FaithfulnessEvaluation.COMPREHENSIVENESS,
                    index,
                    layers.stream()
                            .mapToDouble(DeletionCurve::comprehensiveness)
                            .toArray());
            columns.put(
                    view,
                    FaithfulnessEvaluation.SUFFICIENCY,
                    index,
                    layers.stream().mapToDouble(DeletionCurve::sufficiency).toArray());
        }
    }

    /** The mean curves of every layer. */
    List<DeletionTable> tables() {
        int layers = input.model().config().layers();
        Bootstrap bootstrap = FigureTable.bootstrap(curves.size(), new Group("all", new int[0]), input.settings());
        Figure whole = bootstrap.figure(curves.stream()
                .mapToDouble(deletion -> deletion.random().probability())
                .toArray());
        Curves random = curves(List.of(SentenceDeletion::random), bootstrap).get(0);
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

    private List<ViewCurves> views(int layer, Bootstrap bootstrap) {
        int last = input.model().config().layers();
        List<Function<SentenceDeletion, DeletionCurve>> ofViews = new ArrayList<>();
        for (int v = 0; v < input.views().size(); v++) {
            int view = v;
            int own = Math.min(layer, input.views().get(v).layers(last) - 1);
            ofViews.add(deletion -> deletion.curves().get(view).get(own));
        }
        List<Curves> means = curves(ofViews, bootstrap);
        return IntStream.range(0, means.size())
                .mapToObj(v -> new ViewCurves(input.views().get(v), means.get(v)))
                .toList();
    }

    private List<Curves> curves(List<Function<SentenceDeletion, DeletionCurve>> which, Bootstrap bootstrap) {
        int shares = settings.shares().size();
        List<double[]> columns = new ArrayList<>();
        for (Function<SentenceDeletion, DeletionCurve> curve : which) {
            for (int k = 0; k < 2 * shares; k++) {
                int share = k;
                columns.add(curves.stream()
                        .map(curve)
                        .mapToDouble(one -> share < shares ? one.without()[share] : one.only()[share - shares])
                        .toArray());
            }
        }
        List<Figure> figures = bootstrap.figures(columns);
        return IntStream.range(0, which.size())
                .mapToObj(i -> figures.subList(2 * shares * i, 2 * shares * (i + 1)))
                .map(both -> new Curves(curve(both.subList(0, shares)), curve(both.subList(shares, 2 * shares))))
                .toList();
    }

    private static Curve curve(List<Figure> figures) {
        return new Curve(
                figures.stream().map(Figure::mean).map(Digits::round).toList(),
                figures.stream().map(Figure::low).map(Digits::round).toList(),
                figures.stream().map(Figure::high).map(Digits::round).toList());
    }
}
