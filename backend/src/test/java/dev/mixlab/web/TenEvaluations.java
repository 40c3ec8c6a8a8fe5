package dev.mixlab.web;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.evaluation.faithfulness.DeletionTable;
import dev.mixlab.evaluation.faithfulness.DeletionTable.Curve;
import dev.mixlab.evaluation.faithfulness.DeletionTable.Curves;
import dev.mixlab.evaluation.faithfulness.DeletionTable.VariantCurves;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.EvaluationRuns.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Evaluations of the {@link TenSentences}; one measure, which is undefined for the last two of them. */
final class TenEvaluations {

    private static final String MEASURE = "cue_dot";
    private static final int DEFINED = 8;
    private static final int WITH_BLANK_OUT = 5;
    private static final List<MethodVariant> VARIANTS = List.of(
            new MethodVariant(TenSentences.METHODS.get(0), Aggregation.NONE),
            new MethodVariant(TenSentences.METHODS.get(0), Aggregation.LAST_LAYER),
            new MethodVariant(TenSentences.METHODS.get(1), Aggregation.NONE));
    private static final List<Group> GROUPS = List.of(
            new Group("all", IntStream.range(0, TenSentences.SENTENCES).toArray()),
            new Group("right", IntStream.range(0, 5).toArray()));

    private final ScoreRunId scores;

    TenEvaluations(ScoreRunId scores) {
        this.scores = scores;
    }

    void save(EvaluationRuns evaluations) {
        List<MeasureValues> values =
                VARIANTS.stream().map(TenEvaluations::values).toList();
        List<EstimateTable> estimates = GROUPS.stream()
                .map(group -> EstimateTable.of(MEASURE, values, group, EvaluatingSettings.standard()))
                .toList();
        evaluations.save(made("cue_alignment", values, List.of(), estimates));
        evaluations.save(made("faithfulness", List.of(), documents(), List.of()));
    }

    private Made made(
            String evaluation, List<MeasureValues> values, List<Document> documents, List<EstimateTable> estimates) {
        EvaluationResult result = new EvaluationResult(TenSentences.SENTENCES, values, documents);
        return new Made(scores, evaluation, "ab".repeat(32), 1.5, GROUPS, result, estimates);
    }

    private static MeasureValues values(MethodVariant variant) {
        int layers = variant.layers(TenSentences.LAYERS);
        MeasureValues values = MeasureValues.undefined(MEASURE, variant, layers, TenSentences.SENTENCES);
        double divisor = variant.method().equals("attn") ? 30.0 : 15.0;
        for (int i = 0; i < DEFINED; i++) {
            int index = i;
            values.put(
                    index,
                    IntStream.range(0, layers)
                            .mapToDouble(layer -> (index + layer) / divisor)
                            .toArray());
        }
        return values;
    }

    private static List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        Curve curve = new Curve(List.of(0.5, 0.25), List.of(0.4, 0.2), List.of(0.6, 0.3));
        Curves curves = new Curves(curve, curve);
        List<VariantCurves> variants = VARIANTS.stream()
                .map(variant -> new VariantCurves(variant, curves))
                .toList();
        for (int layer = 0; layer < TenSentences.LAYERS; layer++) {
            DeletionTable table = new DeletionTable(layer, List.of(0.1, 0.5), 4, 0.75, variants, curves);
            documents.add(new Document(DeletionTable.NAME, layer, table));
        }
        for (int i = 0; i < WITH_BLANK_OUT; i++) {
            BlankedOut blankedOut = new BlankedOut(List.of(0.125, -0.25, 0.0), i < WITH_BLANK_OUT - 1);
            documents.add(new Document(BlankedOut.NAME, i, blankedOut));
        }
        return documents;
    }
}
