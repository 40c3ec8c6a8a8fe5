package dev.mixlab.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The sentences that take part in what is too costly for all of them: a random sample that follows from the seed. */
public final class SentenceSample {

    private final BitSet drawn = new BitSet();

    private SentenceSample() {}

    /** Draws as many sentences as the settings allow deletion curves of; a smaller sample is part of a larger one. */
    public static SentenceSample of(EvaluationInput input) {
        SentenceSample sample = new SentenceSample();
        Integer most = input.settings().deletionExamples();
        int examples = input.examples().size();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples).boxed().toList());
        Collections.shuffle(order, new Random(input.settings().seed()));
        order.stream().limit(most == null ? examples : most).forEach(sample.drawn::set);
        return sample;
    }

    /** Returns whether a sentence was drawn. */
    public boolean holds(int index) {
        return drawn.get(index);
    }

    /** Returns the indices, ascending, of the sentences with which groups of so many drawn ones begin. */
    public List<Integer> groups(int together) {
        List<Integer> indices = drawn.stream().boxed().toList();
        return IntStream.iterate(0, first -> first < indices.size(), first -> first + together)
                .mapToObj(indices::get)
                .toList();
    }

    /** Returns the number of sentences that were drawn. */
    public int size() {
        return drawn.cardinality();
    }
}
