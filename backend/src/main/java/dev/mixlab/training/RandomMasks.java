package dev.mixlab.training;

import dev.mixlab.text.EncodedExample;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Masks words at random while a model is fine-tuned, so that sentences with masked words are like those that it has seen when faithfulness
 * is measured by masking words (Madsen, Reddy and Chandar 2024, "Faithfulness Measurable Masked Language Models": half of the examples, each
 * at a rate that is uniform between 0 and 1). What is drawn depends on the seed, the epoch and the example alone.
 *
 * @param share share of the examples in which words are masked, 0 to 1
 * @param seed seed of the fine-tuning
 * @param epoch number of the epoch, from 1
 */
record RandomMasks(double share, long seed, int epoch) {

    static RandomMasks of(FineTuningSettings settings, int epoch) {
        return new RandomMasks(settings.maskedShare(), settings.seed(), epoch);
    }

    /** Returns the inputs of the epoch, in the order of the examples. */
    List<EncodedExample> in(List<EncodedExample> examples) {
        if (share == 0) {
            return examples;
        }
        long ofEpoch = Seeds.of(seed, "masks", epoch);
        return IntStream.range(0, examples.size())
                .mapToObj(index -> in(examples.get(index), new Random(Seeds.of(ofEpoch, "example", index))))
                .toList();
    }

    /** Returns an example as it is, or with a number of its ordinary tokens masked that is uniform between none and all. */
    private EncodedExample in(EncodedExample example, Random random) {
        if (random.nextDouble() >= share) {
            return example;
        }
        List<Integer> tokens = example.ordinaryTokens().boxed().collect(Collectors.toList());
        Collections.shuffle(tokens, random);
        BitSet masked = new BitSet();
        tokens.subList(0, random.nextInt(tokens.size() + 1)).forEach(masked::set);
        return example.masked(masked);
    }
}
