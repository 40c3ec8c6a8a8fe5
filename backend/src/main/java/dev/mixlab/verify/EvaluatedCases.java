package dev.mixlab.verify;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.cues.CueAlignment;
import dev.mixlab.evaluation.cues.CueMetric;
import dev.mixlab.evaluation.faithfulness.BlankOut;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.RankAgreement;
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

/**
 * Figures of single inputs: one value per layer, by the name of the view, the id of the input and the name of the metric.
 *
 * @param figures view, input, metric -> [L]
 */
record EvaluatedCases(Map<String, Map<String, Map<String, double[]>>> figures) {

    /** Of the inputs that are single sequences, under these views by name, in double precision. */
    static EvaluatedCases of(ModelFolder source, List<ReferenceCase> cases, Map<String, MethodVariant> views) {
        List<EncodedExample> examples = cases.stream()
                .filter(reference -> !reference.padded())
                .flatMap(reference -> reference.members().stream())
                .toList();
        List<String> methods =
                views.values().stream().map(MethodVariant::method).distinct().toList();
        EvaluatedCases evaluated = new EvaluatedCases(new TreeMap<>());
        try (MaskedLanguageModel model = MaskedLanguageModel.load(source, Precision.FLOAT64);
                ScoreEngine engine = new ScoreEngine(model, ScoringMethods.of(methods), ScoreOptions.standard())) {
            List<BlankOut> drops =
                    BlankOut.of(new GoodProbabilities(model, MachineBudget.ofMachine()), examples, () -> false);
            engine.score(
                    examples,
                    scored -> views.forEach((name, view) ->
                            evaluated.put(name, view, examples.get(scored.index()), scored, drops.get(scored.index()))),
                    () -> false);
        }
        return evaluated;
    }

    private void put(String name, MethodVariant view, EncodedExample example, ScoredExample scored, BlankOut drops) {
        MixingMap map = scored.maps().stream()
                .filter(made -> made.method().equals(view.method()))
                .findFirst()
                .orElseThrow();
        TargetRows rows = TargetRows.of(map, view, example.target());
        CueAlignment alignment = CueAlignment.of(rows, example, PiecePooling.SUM);
        Map<String, double[]> metrics = new LinkedHashMap<>();
        for (CueMetric metric : CueMetric.values()) {
            metrics.put(metric.id(), alignment.of(metric));
        }
        for (RankAgreement metric : RankAgreement.values()) {
            metrics.put(metric.id(), metric.of(drops, rows));
        }
        figures.computeIfAbsent(name, absent -> new TreeMap<>()).put(example.id(), metrics);
    }

    /** The figures of one input by metric; empty where there is no such input. */
    Map<String, double[]> of(String view, String input) {
        return figures.getOrDefault(view, Map.of()).getOrDefault(input, Map.of());
    }

    /** The means over all inputs by metric; an undefined figure makes its mean undefined. */
    Map<String, double[]> mean(String view) {
        List<Map<String, double[]>> inputs =
                List.copyOf(figures.getOrDefault(view, Map.of()).values());
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
        double[] mean = new double[lists.get(0).length];
        for (double[] list : lists) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += list[i] / lists.size();
            }
        }
        return mean;
    }
}
