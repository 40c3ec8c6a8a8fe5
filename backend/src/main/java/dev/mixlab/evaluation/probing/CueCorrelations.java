package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.cues.CueAlignmentEvaluation;
import dev.mixlab.evaluation.cues.CueMeasure;
import dev.mixlab.evaluation.probing.CorrelationTable.VariantCorrelation;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.probing.code.RepeatedCode;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.MeanCorrelations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Correlates every measure of cue alignment with the compression of a probe over the layers of a model. */
final class CueCorrelations {

    private final ProbingMode mode;
    private final EvaluationInput input;
    private final int layers;
    private final MeanCorrelations correlations;

    /**
     * @param bits of every label in each order, by layer from 1 on [L][orders][n]
     * @param uniform bits of one label when nothing is known
     */
    CueCorrelations(ProbingMode mode, EvaluationInput input, List<List<double[]>> bits, double uniform) {
        this.mode = mode;
        this.input = input;
        this.layers = bits.size();
        Bootstrap bootstrap = ProbingTable.bootstrap(input.examples().size(), input.settings());
        this.correlations = new MeanCorrelations(bootstrap, bits, mean -> uniform / mean);
    }

    /** Of the results of the embedding output, which takes no part, and of every layer. */
    static CueCorrelations of(ProbingMode mode, EvaluationInput input, List<LayerResult> results) {
        RepeatedCode first = results.get(0).labels();
        return new CueCorrelations(
                mode,
                input,
                results.stream().skip(1).map(result -> result.labels().bits()).toList(),
                first.uniform() / first.examples());
    }

    /** Of sentences that all have the same label, where nothing can be read off: all correlations are undefined. */
    static CueCorrelations undefined(ProbingMode mode, EvaluationInput input) {
        double[] none = new double[input.examples().size()];
        Arrays.fill(none, Double.NaN);
        int layers = input.model().config().layers();
        return new CueCorrelations(mode, input, Collections.nCopies(layers, List.of(none)), Double.NaN);
    }

    /** Returns a table per measure; progress is reported from a given fraction of the work on. */
    List<Document> documents(double before) {
        CueAlignmentEvaluation alignment = new CueAlignmentEvaluation();
        List<CueMeasure> measures = CueMeasure.of(input.settings().cueUnits());
        List<MeasureValues> columns = columns(alignment, measures);
        List<Document> documents = new ArrayList<>();
        for (CueMeasure measure : measures) {
            documents.add(new Document(CorrelationTable.name(mode, measure.id()), 0, table(measure.id(), columns)));
            input.watch().done(before + (1 - before) * documents.size() / measures.size());
        }
        return documents;
    }

    /** Returns the values that cue alignment has stored, or computes them. */
    private List<MeasureValues> columns(CueAlignmentEvaluation alignment, List<CueMeasure> measures) {
        List<MeasureValues> stored = measures.stream()
                .flatMap(measure -> input.maps().columns(measure.id()).stream())
                .toList();
        if (stored.size() == measures.size() * input.views().size()) {
            return stored;
        }
        return alignment.evaluate(input.quietly()).columns();
    }

    private CorrelationTable table(String measure, List<MeasureValues> columns) {
        List<VariantCorrelation> views = new ArrayList<>();
        for (MeasureValues column : columns) {
            if (column.measure().equals(measure) && column.layers() == layers) {
                input.watch().stopIfAsked();
                List<double[]> means =
                        IntStream.range(0, layers).mapToObj(column::layer).toList();
                views.add(VariantCorrelation.of(column.view(), correlations.of(means)));
            }
        }
        return new CorrelationTable(measure, mode.id(), layers, views);
    }
}
