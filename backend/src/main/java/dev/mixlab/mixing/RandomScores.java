package dev.mixlab.mixing;

import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Uniform random scores, the baseline that any method has to beat. They follow from the seed, the example's id and the
 * layer alone, whatever else is in the batch.
 */
public final class RandomScores implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing("random", "Random")
            .paper("Baseline")
            .description("Uniform random numbers, drawn anew for each sentence and layer.")
            .needs()
            .baseline(true)
            .build();

    /** The prime of the 64-bit hash of Fowler, Noll and Vo. */
    private static final long PRIME = 0x100000001b3L;

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        List<double[]> maps = new ArrayList<>();
        for (int b = 0; b < layer.batch().size(); b++) {
            int length = layer.batch().lengths()[b];
            long seed = seed(layer.modelContext().seed(), layer.ids().get(b), layer.layer());
            maps.add(new SplittableRandom(seed).doubles((long) length * length).toArray());
        }
        return maps;
    }

    private static long seed(long seed, String id, int layer) {
        long hash = (seed ^ layer * PRIME) * PRIME;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        return hash;
    }
}
