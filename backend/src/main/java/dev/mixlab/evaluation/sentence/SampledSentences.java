package dev.mixlab.evaluation.sentence;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.SentenceSample;
import dev.mixlab.mixing.method.MixingMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the maps of the sampled sentences, several sentences at a time, each time one chunk of the evaluation.
 *
 * @param <S> a sentence whose maps were read
 * @param <M> what some of these yield, a record that can be written as JSON
 */
public final class SampledSentences<S, M> {

    private final EvaluationInput input;
    private final SentenceSample sample;
    private final int together;
    private final Class<M> type;
    private final Work<S, M> work;
    private final List<S> pending = new ArrayList<>();
    private int first;

    /** What an evaluation does with its sentences. */
    public interface Work<S, M> {

        /** Reads what it needs of the maps of a sentence. */
        S read(List<MixingMap> maps, int index);

        /** Computes what some sentences yield. */
        M measure(List<S> sentences);

        /** Adds to the result what they yield. */
        void put(List<S> sentences, M measured);
    }

    private SampledSentences(EvaluationInput input, int together, Class<M> type, Work<S, M> work) {
        this.input = input;
        this.sample = SentenceSample.of(input);
        this.together = together;
        this.type = type;
        this.work = work;
    }

    /**
     * Works off the sampled sentences of an input.
     *
     * @param together number of sentences of a chunk
     * @throws dev.mixlab.common.CancelledException if the input asks to stop
     */
    public static <S, M> void workOff(EvaluationInput input, int together, Class<M> type, Work<S, M> work) {
        SampledSentences<S, M> sentences = new SampledSentences<>(input, together, type, work);
        input.maps().visit(sentences::take);
        sentences.workOff();
        input.watch().stopIfAsked();
    }

    /** Returns the numbers of the chunks: the indices of the sentences with which they begin. */
    public static List<Integer> chunks(EvaluationInput input, int together) {
        return SentenceSample.of(input).groups(together);
    }

    private void take(List<MixingMap> maps, int index) {
        input.watch().stopIfAsked();
        if (sample.holds(index)) {
            first = pending.isEmpty() ? index : first;
            pending.add(work.read(maps, index));
        }
        if (pending.size() == together) {
            workOff();
        }
        input.watch().done((index + 1.0) / input.examples().size());
    }

    private void workOff() {
        if (pending.isEmpty()) {
            return;
        }
        List<S> sentences = List.copyOf(pending);
        M measured = input.chunks().get(first, type, () -> work.measure(sentences));
        if (measured != null) {
            work.put(sentences, measured);
        }
        pending.clear();
    }
}
