package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.MeanCorrelations;
import dev.mixlab.evaluation.suite.CorrelationTable.VariantCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Correlates every measure of cue alignment with the compression of a probe over the layers of a model. */
final class CueCorrelations {

    private final ProbingMode mode;
    private final EvaluationInput input;
    private final int layers;
    private final MeanCorrelations correlations;

    /** @param results of the embedding output, which takes no part, and of every layer */
    CueCorrelations(ProbingMode mode, EvaluationInput input, List<LayerResult> results, Bootstrap bootstrap) {
        this.mode = mode;
        this.input = input;
        this.layers = results.size() - 1;
        List<double[]> bits =
                results.stream().skip(1).map(result -> result.labels().bits()).toList();
        double uniform =
                results.get(0).labels().uniform() / results.get(0).labels().examples();
        this.correlations = new MeanCorrelations(bootstrap, bits, mean -> uniform / mean);
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
