package dev.mixlab.verify;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.causal.CausalEffects;
import dev.mixlab.evaluation.causal.KnockoutAgreement;
import dev.mixlab.evaluation.causal.Knockouts;
import dev.mixlab.evaluation.cues.CueAlignment;
import dev.mixlab.evaluation.cues.CueMetric;
import dev.mixlab.evaluation.cues.CueTokens;
import dev.mixlab.evaluation.cues.PositiveCueMetric;
import dev.mixlab.evaluation.deletion.DeletionMeasure;
import dev.mixlab.evaluation.deletion.TokenDeletion;
import dev.mixlab.evaluation.faithfulness.BlankOut;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.RankAgreement;
import dev.mixlab.evaluation.faithfulness.RankedExample;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoredExample;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.weights.ModelFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluation metrics of single inputs: one value per layer, by the name of the method variant, the id of the input and the name of the metric.
 *
 * @param values method variant, input, metric -> [L]
 */
record EvaluatedCases(Map<String, Map<String, Map<String, double[]>>> values) {

    /** Ordinary tokens of the longest input for which the reference set tries all orders of deletion. */
    private static final int MOST_FOR_BOUNDS = 7;

    /** Measures of deletion that have another name in the reference set. */
    private static final Map<DeletionMeasure, String> DELETION_NAMES = Map.of(
            DeletionMeasure.COMPREHENSIVENESS, "comprehensiveness",
            DeletionMeasure.SUFFICIENCY, "sufficiency");

    /** Evaluates the inputs that are single sequences with these method variants, named as given, in double precision. */
    static EvaluatedCases of(ModelFolder source, List<ReferenceCase> cases, Map<String, MethodVariant> variants) {
        List<EncodedExample> examples = cases.stream()
                .filter(reference -> !reference.padded())
                .flatMap(reference -> reference.members().stream())
                .toList();
        List<String> methods = Stream.concat(
                        variants.values().stream().map(MethodVariant::method), Knockouts.METHODS.stream())
                .distinct()
                .toList();
        EvaluatedCases evaluated = new EvaluatedCases(new TreeMap<>());
        try (MaskedLanguageModel model = MaskedLanguageModel.load(source, Precision.FLOAT64);
                ScoreEngine engine = new ScoreEngine(model, ScoringMethods.of(methods), ScoreOptions.standard())) {
            GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());
            List<BlankOut> drops = BlankOut.of(probabilities, examples, () -> false);
            engine.score(
                    examples,
                    scored -> evaluated.put(
                            variants, examples.get(scored.index()), scored, drops.get(scored.index()), probabilities),
                    () -> false);
        }
        return evaluated;
    }

    private void put(
            Map<String, MethodVariant> variants,
            EncodedExample example,
            ScoredExample scored,
            BlankOut drops,
            GoodProbabilities probabilities) {
        List<TargetRows> rows = variants.values().stream()
                .map(variant -> TargetRows.of(map(scored, variant), variant, example.target()))
                .toList();
        List<Map<DeletionMeasure, double[]>> deletions = new TokenDeletion(MOST_FOR_BOUNDS)
                .of(probabilities, List.of(new RankedExample(example, rows)), () -> false)
                .get(0);
        int at = 0;
        for (String name : variants.keySet()) {
            put(name, rows.get(at), example, scored, drops);
            putDeletions(name, example, deletions.get(at++));
        }
    }

    private static MixingMap map(ScoredExample scored, MethodVariant variant) {
        return scored.maps().stream()
                .filter(candidate -> candidate.method().equals(variant.method()))
                .findFirst()
                .orElseThrow();
    }

    private void putDeletions(String name, EncodedExample example, Map<DeletionMeasure, double[]> deletions) {
        Map<String, double[]> metrics = metrics(name, example);
        deletions.forEach((measure, layers) -> metrics.put(DELETION_NAMES.getOrDefault(measure, measure.id()), layers));
    }

    private Map<String, double[]> metrics(String name, EncodedExample example) {
        return values.computeIfAbsent(name, absent -> new TreeMap<>())
                .computeIfAbsent(example.id(), absent -> new LinkedHashMap<>());
    }

    private void put(String name, TargetRows rows, EncodedExample example, ScoredExample scored, BlankOut drops) {
        CueAlignment alignment = CueAlignment.of(rows, CueTokens.asPublished(example), PiecePooling.SUM);
        Map<String, double[]> metrics = metrics(name, example);
        for (CueMetric metric : CueMetric.values()) {
            metrics.put(metric.id(), alignment.of(metric));
        }
        metrics.put("cue_mrr_abs", alignment.of(CueMetric.RECIPROCAL_RANK));
        metrics.put("cue_pg1_abs", alignment.of(CueMetric.POINTING));
        for (PositiveCueMetric metric : PositiveCueMetric.values()) {
            metrics.put(metric.id(), metric.of(rows, CueTokens.asPublished(example)));
        }
        for (RankAgreement metric : RankAgreement.values()) {
            metrics.put(metric.id(), metric.of(drops, rows));
        }
        Knockouts knockouts = Knockouts.in(scored.maps()).orElseThrow();
        for (KnockoutAgreement metric : KnockoutAgreement.values()) {
            metrics.put(
                    metric.id(),
                    metric.of(new CausalEffects(knockouts, CausalEffects.Further.NONE), rows, example.target()));
        }
    }

    /** Returns the values of one input by metric; empty if there is no such input. */
    Map<String, double[]> of(String variant, String input) {
        return values.getOrDefault(variant, Map.of()).getOrDefault(input, Map.of());
    }

    /** Returns the means by metric over the inputs for which it is defined. */
    Map<String, double[]> mean(String variant) {
        List<Map<String, double[]>> inputs =
                List.copyOf(values.getOrDefault(variant, Map.of()).values());
        Map<String, double[]> means = new LinkedHashMap<>();
        if (!inputs.isEmpty()) {
            for (String metric : inputs.get(0).keySet()) {
                means.put(
                        metric,
                        mean(inputs.stream().map(input -> input.get(metric)).toList()));
            }
        }
        return means;
    }

    private static double[] mean(List<double[]> lists) {
        return IntStream.range(0, lists.get(0).length)
                .mapToDouble(layer -> lists.stream()
                        .mapToDouble(values -> values[layer])
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }
}
