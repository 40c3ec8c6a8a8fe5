package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.Trace;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.engine.ScoreValidation;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Scores sentences of any lengths as one padded batch, which the engine never makes. */
public final class BatchScores {

    private BatchScores() {}

    public static List<MixingMap> of(
            MaskedLanguageModel model, ScoringMethod method, List<EncodedExample> sentences, ScoreOptions options) {
        return of(model, method, sentences, options, trace -> trace);
    }

    /** The same, of layers whose activations were changed. */
    public static List<MixingMap> of(
            MaskedLanguageModel model,
            ScoringMethod method,
            List<EncodedExample> sentences,
            ScoreOptions options,
            UnaryOperator<LayerTrace> change) {
        try (NDManager scope = NDManager.newBaseManager("PyTorch");
                ModelContext context = new ModelContext(model, options, List.of())) {
            TokenBatch batch = model.exampleBatch(scope, sentences);
            Trace trace = model.trace(batch);
            if (method instanceof AttributionMethod attribution) {
                return attributions(context, attribution, trace, sentences);
            }
            ContextMixingMethod mixing = (ContextMixingMethod) method;
            Memo passing = Memo.of(BatchExamples.of(sentences));
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
                checked.add(ScoreValidation.map(mixing, scores[b], sentence.length(), sentence.id()));
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
            checked.add(ScoreValidation.row(method, scores.get(b), sentence.length(), sentence.id()));
        }
        return checked;
    }
}
