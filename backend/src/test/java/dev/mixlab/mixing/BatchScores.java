package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.Trace;
import dev.mixlab.mixing.AttributionMethod.Attribution;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Scores sentences of any lengths as one padded batch, which the engine never makes. */
final class BatchScores {

    private BatchScores() {}

    static List<MixingMap> of(
            MaskedLanguageModel model, ScoringMethod method, List<EncodedExample> sentences, ScoreOptions options) {
        return of(model, method, sentences, options, trace -> trace);
    }

    /** The same, of layers whose activations were changed. */
    static List<MixingMap> of(
            MaskedLanguageModel model,
            ScoringMethod method,
            List<EncodedExample> sentences,
            ScoreOptions options,
            UnaryOperator<LayerTrace> change) {
        try (NDManager scope = NDManager.newBaseManager("PyTorch");
                ModelContext context = new ModelContext(model, options, List.of())) {
            TokenBatch batch = model.batchOf(scope, sentences);
            Trace trace = model.trace(batch);
            if (method instanceof AttributionMethod attribution) {
                return attributions(context, attribution, trace, sentences);
            }
            ContextMixingMethod mixing = (ContextMixingMethod) method;
            Sharing passing = Sharing.holding(LayerContext.Members.of(sentences));
            double[][][] scores = new double[sentences.size()][trace.layers().size()][];
            for (int l = 0; l < trace.layers().size(); l++) {
                LayerTrace layer = change.apply(trace.layers().get(l));
                List<double[]> maps = mixing.score(new LayerContext(context, l, batch, layer, passing));
                for (int b = 0; b < maps.size(); b++) {
                    scores[b][l] = maps.get(b);
                }
            }
            List<MixingMap> checked = new ArrayList<>();
            for (int b = 0; b < scores.length; b++) {
                EncodedExample sentence = sentences.get(b);
                checked.add(MapChecks.map(mixing, scores[b], sentence.length(), sentence.id()));
            }
            return checked;
        }
    }

    private static List<MixingMap> attributions(
            ModelContext context, AttributionMethod method, Trace trace, List<EncodedExample> sentences) {
        List<NDArray> inputs = Stream.iterate(0, l -> l <= trace.layers().size(), l -> l + 1)
                .map(trace::hidden)
                .toList();
        AttributionContext attribution =
                new AttributionContext(context, trace.batch(), sentences, inputs, AttributionOptions.standard());
        List<Attribution> scores = method.score(attribution);
        List<MixingMap> checked = new ArrayList<>();
        for (int b = 0; b < scores.size(); b++) {
            EncodedExample sentence = sentences.get(b);
            checked.add(MapChecks.row(method, scores.get(b), sentence.length(), sentence.id()));
        }
        return checked;
    }
}
