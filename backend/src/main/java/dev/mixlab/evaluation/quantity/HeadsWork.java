package dev.mixlab.evaluation.quantity;

import ai.djl.ndarray.NDManager;
import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.SentenceSample;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.intervention.HeadEffects;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.valuezeroing.HeadZeroing;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Runs the evaluation of attention heads over the sampled sentences; answers are compared in double precision. */
final class HeadsWork implements AutoCloseable {

    private final EvaluationInput input;
    private final QuantityColumns columns;
    private final MaskedLanguageModel model;
    private final ModelContext single;
    private final MachineBudget budget;
    private final AtomicInteger done = new AtomicInteger();

    HeadsWork(EvaluationInput input, QuantityColumns columns) {
        MaskedLmHeads.require(input.model(), "the evaluation of attention heads, which compares answers,");
        this.input = input;
        this.columns = columns;
        model = input.model().copy(Precision.FLOAT64);
        single = new ModelContext(input.model(), input.budget());
        budget = input.budget().memorySplitAmong(input.budget().threads());
    }

    void run() {
        SentenceSample sample = SentenceSample.of(input);
        List<Integer> sentences = IntStream.range(0, input.examples().size())
                .filter(sample::holds)
                .boxed()
                .toList();
        int[] lengths = sentences.stream()
                .mapToInt(index -> input.example(index).encoded().length())
                .toArray();
        ForwardPasses.run(
                model,
                input.budget(),
                lengths,
                (scope, batch) -> {
                    List<Integer> indices = batch.stream().map(sentences::get).toList();
                    putZeroing(scope, indices);
                    for (int index : indices) {
                        sentence(index);
                        input.watch().done((double) done.incrementAndGet() / sentences.size());
                    }
                },
                input.watch()::stopIfAsked);
    }

    private void sentence(int index) {
        if (input.watch().shallStop()) {
            throw new CancelledException("the evaluation of attention heads was cancelled");
        }
        EncodedExample example = input.example(index).encoded();
        HeadEffects effects = HeadEffects.of(model, budget, example);
        columns.put(HeadsEvaluation.ABLATION.id(), index, effects.ablation());
        columns.put(HeadsEvaluation.IMPORTANCE.id(), index, effects.importance());
    }

    /** Puts what Value Zeroing of each head says of the targets' rows of sentences of one length. */
    private void putZeroing(NDManager scope, List<Integer> indices) {
        int heads = model.config().heads();
        List<EncodedExample> examples =
                indices.stream().map(index -> input.example(index).encoded()).toList();
        double[][] totals = new double[examples.size()][model.config().layers() * heads];
        double[][] shares = new double[examples.size()][model.config().layers() * heads];
        HeadZeroing.ofTargets(single, scope, examples, (layer, rows) -> {
            for (int b = 0; b < examples.size(); b++) {
                for (int head = 0; head < heads; head++) {
                    Row row = Row.of(rows.get(b), head, examples.get(b));
                    totals[b][layer * heads + head] = row.others();
                    shares[b][layer * heads + head] = row.share();
                }
            }
        });
        for (int b = 0; b < examples.size(); b++) {
            columns.put(HeadsEvaluation.ZEROING.id(), indices.get(b), totals[b]);
            columns.put(HeadsEvaluation.CUES.id(), indices.get(b), shares[b]);
        }
    }

    /**
     * What is read of a head's row.
     *
     * @param others sum over all tokens but the target
     * @param share of the cue words in the whole row; NaN if there is no cue or all is 0
     */
    private record Row(double others, double share) {

        private static Row of(double[] rows, int head, EncodedExample example) {
            int tokens = example.length();
            double all = IntStream.range(0, tokens)
                    .mapToDouble(token -> rows[head * tokens + token])
                    .sum();
            double cues = IntStream.of(example.cues())
                    .mapToDouble(token -> rows[head * tokens + token])
                    .sum();
            double share = example.cues().length == 0 || all == 0 ? Double.NaN : cues / all;
            return new Row(all - rows[head * tokens + example.target()], share);
        }
    }

    @Override
    public void close() {
        single.close();
        model.close();
    }
}
